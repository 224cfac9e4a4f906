package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// The two rules about site.yaml's own say in the rules: see Apply.
var (
	ruleSetting = &diag.Rule{
		Code: "regel-instelling", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een ernst voor een regel die niet kan worden ingesteld", "A severity for a rule that cannot be set"),
		Why: lang.T("Met een tikfout in de code zou de regel blijven zoals hij is, terwijl u denkt dat hij anders staat. En zonder sommige regels kan niets veilig worden gepubliceerd.",
			"With a typing mistake in the code the rule would stay as it is, while you think that it does not. And without some rules nothing can be published safely."),
		Wrong: "regels:\n  kopen:\n    ernst: info\n    reden: Oude teksten worden later verbeterd.",
		Right: "regels:\n  koppen:\n    ernst: info\n    reden: Oude teksten worden later verbeterd.",
	}
	ruleOff = &diag.Rule{
		Code: "regel-uit", Severity: diag.Info, Source: "ATAG 2.0, B.4.1.3", Fixed: true,
		Title: lang.T("Een regel die uit staat", "A rule that is off"),
		Why: lang.T("Wat niet wordt nagekeken, valt niemand meer op. Deze regel herinnert er elke keer aan.",
			"What is not checked, nobody notices any more. This rule reminds of it every time."),
		Wrong: "regels:\n  koppen:\n    ernst: uit\n    reden: Oude teksten worden later verbeterd.",
		Right: "regels:\n  koppen:\n    ernst: info\n    reden: Oude teksten worden later verbeterd.",
	}
)
