package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.FakeEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and compiling a checkpoint needs no engine. */
class ModelCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void infoIsForEyesOrForPrograms() {
        assertThat(run("info")).isZero();
        assertThat(out.toString()).contains("name          otolex", "parameters", "GMAC");
        out.getBuffer().setLength(0);

        assertThat(run("info", "--json")).isZero();
        JsonNode model = new JsonMapper().readTree(out.toString());
        assertThat(model.path("classes").asInt()).isEqualTo(527);
        assertThat(model.path("giga_macs").asDouble()).isPositive();
    }

    @Test
    void importSaysWhatItCompiled() {
        assertThat(run("import", "embedded", "--precision=float32", "--cache=" + folder))
                .isZero();

        assertThat(out.toString()).contains("precision     float32");
        assertThat(folder.resolve("programs")).isNotEmptyDirectory();
    }

    @Test
    void exportWritesAFile() {
        Path program = folder.resolve("program.pt");

        assertThat(run("export", program.toString(), "--precision=float32")).isZero();

        assertThat(program).isNotEmptyFile();
        assertThat(err.toString()).contains("wrote " + program);
    }

    @Test
    void exportWritesATrainableNetworkThatHasLearnedNothing() {
        Path network = folder.resolve("network.pt");

        assertThat(run("export", network.toString(), "--untrained=zepto", "--seed=7"))
                .isZero();

        assertThat(network).isNotEmptyFile();
    }

    @Test
    void anArchitectureThatIsNotThereIsAUsageErrorThatNamesThoseThatAre() {
        assertThat(run("export", folder.resolve("n.pt").toString(), "--untrained=vgg16"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("vgg16", "convnextv2_atto");
    }

    @Test
    void exportTakesTheBodyOfAnotherCheckpoint() {
        Path network = folder.resolve("network.pt");

        assertThat(run("export", network.toString(), "--untrained=convnext_zepto_deep", "--init=embedded"))
                .isZero();

        assertThat(network).isNotEmptyFile();
    }

    @Test
    void aBodyThatCannotBeHadIsToldByItsOwnName() {
        Path network = folder.resolve("network.pt");

        assertThat(run("export", network.toString(), "--untrained=zepto", "--init=" + folder.resolve("body.pth")))
                .isEqualTo(ExitCode.CANNOT_START);

        assertThat(err.toString()).contains("body.pth cannot be had").doesNotContain("embedded");
        assertThat(network).doesNotExist();
    }

    @Test
    void aBodyWithoutANetworkToPutItInIsAUsageError() {
        assertThat(run("export", folder.resolve("n.pt").toString(), "--init=embedded"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("--init goes with --untrained");
    }

    @Test
    void aModelThatIsNotThereIsToldWithAnAdvice() {
        assertThat(run("info", "--model", folder.resolve("none.safetensors").toString()))
                .isEqualTo(ExitCode.CANNOT_START);

        assertThat(err.toString()).contains("none.safetensors", "model import").doesNotContain("\tat ");
    }

    @Test
    void modelAloneIsAUsageError() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... arguments) {
        var line = new String[arguments.length + 1];
        line[0] = "model";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return OtolexCommand.of((model, decoding) -> FakeEngine.open(), options -> {})
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }
}
