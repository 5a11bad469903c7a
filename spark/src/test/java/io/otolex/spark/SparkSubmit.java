package io.otolex.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** What {@code spark-submit} does, with the Spark of the build. */
final class SparkSubmit {

    /** For a JVM of a minute: compiling once and not well costs half the CPU. */
    static final List<String> SOON_AT_WORK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path HOME = Path.of(System.getProperty("spark.home"));
    private static final Path JAR = Path.of(System.getProperty("otolex.spark.jar"));

    private SparkSubmit() {}

    /** @param log of the driver */
    static Process start(Path folder, Path log, List<String> confs, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SOON_AT_WORK);
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-Xmx1g", "-Dderby.system.home=" + folder, "-cp", HOME + "/jars/*"));
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--class", TagJob.class.getName()));
        confs.forEach(conf -> command.addAll(List.of("--conf", conf)));
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SPARK_HOME", HOME.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", new File(System.getProperty("java.home")).toString());
        return builder.start();
    }
}
