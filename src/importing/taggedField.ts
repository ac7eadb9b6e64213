/** One field of a tagged format (RIS, MEDLINE): its tag and its value as the file has it. */
export interface TaggedField {
  tag: string;
  value: string;
}
