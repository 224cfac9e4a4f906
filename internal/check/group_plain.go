package check

// The rules of the group diag.Plain. They look at all that residents read of a
// file at once, see [prose].
var plainProse = []rule[*prose]{longSentence, readingLevel, officialWord, passiveVoice, abbreviation}
