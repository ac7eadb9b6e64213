/** Words that nearly every English abstract has, those that PubMed leaves out among them: left out of unquoted searches, kept in phrases. */
const list =
  'a about after all also among an and any are as at be because been before being between both but by can could did do does ' +
  'doing done due during each either for from further had has have having he her here his how however i if in into is it its ' +
  'itself just may me might more most must my no nor not of on only or other our out over own per rather same she should so ' +
  'some such than that the their them then there these they this those through thus to too under until up upon us use used ' +
  'using very via was we were what when where whether which while who whom whose why will with within without would you your ' +
  'again almost although always another enough especially etc found made mainly make mostly nearly neither obtained often overall ' +
  'perhaps quite really regarding seem seen several show showed shown shows significantly since theirs therefore various';
const stopWords: ReadonlySet<string> = new Set(list.split(' '));

/** Whether an unquoted word is left out. "IT" or "WHO" in capitals is a name, not the word. */
export function isStopWord(word: string): boolean {
  if (word.length > 1 && word === word.toUpperCase()) return false;
  return stopWords.has(word.toLowerCase());
}
