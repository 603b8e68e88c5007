package org.debwright;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;

/** The house as drawn: which package may use which, and what none may touch. */
@AnalyzeClasses(packages = "org.debwright", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest static final ArchRule diagnosticUsesNothing = mayUse("diagnostic");

  @ArchTest static final ArchRule python = mayUse("python", "diagnostic");
  @ArchTest static final ArchRule debian = mayUse("debian", "diagnostic");
  @ArchTest static final ArchRule index = mayUse("index", "python", "diagnostic");
  @ArchTest static final ArchRule archive = mayUse("archive", "debian", "python", "diagnostic");

  @ArchTest
  static final ArchRule target = mayUse("target", "archive", "debian", "python", "diagnostic");

  @ArchTest
  static final ArchRule resolve =
      mayUse("resolve", "index", "target", "debian", "python", "diagnostic");

  @ArchTest
  static final ArchRule lock =
      mayUse("lock", "resolve", "index", "archive", "target", "debian", "python", "diagnostic");

  @ArchTest
  static final ArchRule build =
      mayUse("build", "index", "target", "debian", "python", "diagnostic");

  @ArchTest
  static final ArchRule convert =
      mayUse(
          "convert", "manual", "archive", "target", "debian", "python", "templates", "diagnostic");

  @ArchTest static final ArchRule manual = mayUse("manual", "templates");

  @ArchTest static final ArchRule deb = mayUse("deb", "debian", "diagnostic");

  @ArchTest
  static final ArchRule repository =
      mayUse("repository", "deb", "debian", "templates", "diagnostic");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("org.debwright.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noGrabBags =
      noClasses()
          .should()
          .haveNameMatching(".*\\.(?:[A-Za-z]*)(?:Util|Utils|Helper|Helpers|Manager|Impl)")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..");

  @ArchTest
  static final ArchRule theCoreNeverTouchesTheWorldByTheBackDoor =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Charset.class, "defaultCharset");

  // ProcessBuilder takes files; nothing of ours is made of them.
  @ArchTest
  static final ArchRule pathsNotFiles =
      noClasses()
          .should()
          .callConstructor(File.class, String.class)
          .orShould()
          .callConstructor(File.class, String.class, String.class)
          .orShould()
          .callConstructor(File.class, File.class, String.class);

  private static ArchRule mayUse(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "org.debwright." + name + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "org.debwright." + others[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage("org.debwright." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("org.debwright..")
                .negate()
                .or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                        allowed)))
        .allowEmptyShould(true);
  }
}
