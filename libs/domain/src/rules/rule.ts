import type { CellValues } from '../equations.js';
import type { Severity } from '../findings.js';
import type { Form, FormId } from '../forms/form.js';
import type { Sketch } from '../narrative/resemblance.js';
import type { MipSolver } from '../repair/solver.js';
import type { Child } from '../rollup.js';
import type { Facts, Message, Place, Report } from '../report.js';

/** An earlier report of the same body, as published or imported. */
export interface PastReport {
  readonly form: FormId;
  readonly year: number;
  readonly facts: Facts;
  /** The sketch of its prose (`proseSketch`), where it is known; without it nothing is said about copied text. */
  readonly sketch?: Sketch;
}

/** Another body's report of the same year, to compare wording with. */
export interface PeerText {
  /** How to name it to a person, such as 南岗区保健路街道办事处 2020 年度报告. */
  readonly name: string;
  readonly sketch: Sketch;
}

/**
 * What is known beyond the document itself. Everything is optional: a rule that lacks what it needs says nothing.
 * `null` for `lastYear` means that it is known that there is none.
 */
export interface CheckContext {
  readonly lastYear?: PastReport | null;
  /** Reports before last year's, any order; used for judging what is a large swing. */
  readonly earlierYears?: readonly PastReport[];
  readonly peers?: readonly PeerText[];
  /** The bodies whose signed figures this body's report sums up. */
  readonly children?: readonly Child[];
  /** Other reports on file for the same body and year, by a name for people. */
  readonly alreadyFiled?: readonly string[];
  /** `department`: due by 31 January; `government` (county level and above): its summary is due by 31 March. */
  readonly bodyKind?: 'department' | 'government';
  /** When the report was handed in for review or publication. */
  readonly filedOn?: Date;
  readonly today?: Date;
  /** For repairs of tables with more wrong cells than elimination reaches; without it these are said to have no small repair. */
  readonly solver?: MipSolver;
}

/** What a rule looks at. `implied` is computed only when a rule asks for it. */
export interface Subject {
  readonly report: Report;
  readonly form: Form;
  readonly cells: CellValues;
  readonly implied: () => ReadonlyMap<number, number>;
  readonly context: CheckContext;
}

/** A finding as a rule states it; the checker adds rule, severity and fingerprint. */
export interface Draft {
  readonly cells: readonly string[];
  readonly expected?: number;
  readonly actual?: number;
  readonly message: Message;
  readonly at: Place | null;
  readonly suggestion?: number;
  /** What else the finding rests on (values, quotations); when it changes, earlier explanations no longer apply. */
  readonly about?: string;
}

export type RuleGroup = 'totals' | 'cells' | 'shape' | 'history' | 'narrative' | 'other' | 'privacy' | 'deadline' | 'rollup';

export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** What must be so, as one sentence. */
  readonly sentence: Message;
  /** The notice or article it rests on. */
  readonly clause: string;
  /** A case that breaks it, for the page of rules. */
  readonly example: Message;
  /** Forms it applies to; all where not stated. */
  readonly forms?: readonly FormId[];
  readonly check: (subject: Subject) => Draft[];
}
