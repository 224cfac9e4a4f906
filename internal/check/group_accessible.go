package check

// The rules of the group diag.Accessible, by what they look at.
var (
	accessibleText = []rule[*text]{
		linkVague, linkAmbiguous, bareLink, linkFile, altFileName, altRedundant, altCaption, emptyHeading, fakeHeading, fakeList, emojiBullets,
		fakeTable, tableHeader, tableWide, capitals, underlined, fakeQuote, videoText, colourOnly, unmarkedLanguage, badMark,
	}
	accessibleValues  = []rule[*value]{bareLinkValue, capitalsValue, emojiBulletsValue}
	accessibleTraject = []rule[*document]{inaccessibleDocument, unmarkedLanguageTraject}
)
