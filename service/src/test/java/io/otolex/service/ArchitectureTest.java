package io.otolex.service;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The design as rules. ArchUnit fails a rule that applies to nothing, so none of them can rot. */
class ArchitectureTest {

    private static final String AUDIO = "io.otolex.audio..";
    private static final String MODEL = "io.otolex.model..";
    private static final String SERVICE = "io.otolex.service..";

    private static final JavaClasses OTOLEX = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.otolex");

    @Test
    void arrowsPointFromServiceToModelToAudio() {
        check(noClasses()
                .that()
                .resideInAPackage(AUDIO)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODEL, SERVICE));
        check(noClasses()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVICE));
    }

    @Test
    void deepJavaLibraryStaysInTheModel() {
        check(onlyIn(MODEL, "ai.djl.."));
    }

    @Test
    void nativeArraysCrossNoBorder() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(MODEL)
                .and()
                .arePublic()
                .should(notMention("ai.djl.ndarray.")));
    }

    @Test
    void tarsosStaysInTheFrontEnd() {
        check(onlyIn(AUDIO, "be.tarsos.."));
    }

    @Test
    void ffmpegStaysInTheFrontEnd() {
        check(onlyIn(AUDIO, "org.bytedeco.."));
    }

    @Test
    void springStaysInTheService() {
        check(onlyIn(SERVICE, "org.springframework.."));
    }

    @Test
    void theCommandLineNeedsNoSpringContext() {
        check(noClasses()
                .that()
                .resideInAPackage("io.otolex.service.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.context..",
                        "org.springframework.beans..",
                        "org.springframework.web..",
                        "org.springframework.boot.autoconfigure.."));
    }

    /** The same address can be written in many ways; whoever decides by its text alone is passed by one of them. */
    @Test
    void nobodyDecidesByAnAddressThatIsNotDecoded() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.otolex.service.problems")
                .and()
                .doNotHaveSimpleName("SlashesInLabels") // which is about the form itself
                .should()
                .callMethod(HttpServletRequest.class, "getRequestURI")
                .orShould()
                .callMethod(HttpServletRequest.class, "getRequestURL"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.otolex.(**)").should().beFreeOfCycles());
    }

    @Test
    void namesSayWhatAThingIs() {
        check(classes()
                .that()
                .resideInAPackage("io.otolex..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(SERVICE)
                .should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .andShould()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject"));
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        List<JavaPackage> packages = OTOLEX.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(type -> type.getPackage())
                .distinct()
                .toList();

        assertThat(packages).hasSizeGreaterThan(10).allMatch(named -> named.isAnnotatedWith(NullMarked.class));
    }

    private static void check(ArchRule rule) {
        rule.check(OTOLEX);
    }

    /** The library must be used at home, or the rule would hold for a misspelt one. */
    private static ArchRule onlyIn(String home, String library) {
        assertThat(OTOLEX.that(resideInAPackage(home)).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass))
                .anyMatch(resideInAPackage(library));
        return noClasses()
                .that(are(not(resideInAPackage(home))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchCondition<JavaMethod> notMention(String library) {
        return new ArchCondition<>("not mention " + library) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean isPublic = method.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
                boolean mentions = method.getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> type.getName().startsWith(library));
                events.add(new SimpleConditionEvent(method, !(isPublic && mentions), method.getFullName()));
            }
        };
    }
}
