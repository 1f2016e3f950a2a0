/**
 * A sentence with what a careful person would take from it: the section it stands in, the text, and its figures as
 * `measure=value`; nothing where a person could not be sure. Written for the year 2021 and the body 江城区民政局.
 */
export type LabelledSentence = readonly [section: number, text: string, figures: string];
