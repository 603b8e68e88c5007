package org.debwright.transition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The transition reads and plans; what packages are made of is none of its business. */
@AnalyzeClasses(packages = "org.debwright", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNotHowPackagesAreMade =
      noClasses()
          .that()
          .resideInAPackage("org.debwright.transition..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.debwright.build..", "org.debwright.resolve..", "org.debwright.manual..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("org.debwright.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule touchesTheWorldThroughFilesOnly =
      noClasses()
          .that()
          .resideInAPackage("org.debwright.transition..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class);
}
