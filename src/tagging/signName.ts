const names = new Map<string, Map<string, string>>();

/**
 * The name of a sign that has two parts, "voice own". The same text every time: to make and hash it anew for each statement
 * takes longer than to weigh it.
 */
export function signName(kind: string, value: string): string {
  let ofKind = names.get(kind);
  if (ofKind === undefined) {
    ofKind = new Map();
    names.set(kind, ofKind);
  }
  let name = ofKind.get(value);
  if (name === undefined) {
    name = `${kind} ${value}`;
    ofKind.set(value, name);
  }
  return name;
}
