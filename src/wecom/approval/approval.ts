/** What a form is now [91983]; `paid` is an approved one. */
export type FormState = 'asked' | 'approved' | 'refused' | 'withdrawn' | 'revoked' | 'deleted';

/** A filled control: its title as the template names it, and what was filled in as people would write it. */
export interface Filled {
  readonly title: string;
  readonly text: string;
}

/** A time that a form asks for; which halves of a day or which moments, and nothing of the reason [91983]. */
export interface AskedTime {
  /** Overtime and corrected punches are none. */
  readonly why: 'leave' | 'trip';
  /** `half-days`: from the first to the last, each as its day and half. */
  readonly unit: 'half-days' | 'moments';
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A form as WeCom has it. */
export interface ApprovalForm {
  readonly number: string;
  readonly templateId: string;
  readonly state: FormState;
  readonly applicant: string;
  readonly askedAtMs: number;
  /** When somebody last decided; null: nobody has. */
  readonly decidedAtMs: number | null;
  /** Accounts of those who agreed, in order; of those who are asked in vain, nothing. */
  readonly agreedBy: readonly string[];
  readonly filled: readonly Filled[];
  /** The lines of its table (明细), when it has one. */
  readonly lines: readonly (readonly Filled[])[];
  /** When the applicant is away, by the controls for leave, trips and going out. */
  readonly away: readonly AskedTime[];
}

/** A control of a template [91982]. Days are `2026-09-01`. */
export interface Control {
  readonly control: string;
  readonly id: string;
  readonly title: string;
  readonly required: 'yes' | 'no';
  /** Of a table: its columns. */
  readonly columns: readonly Control[];
  /** Whether it asks for leave, a trip or going out. */
  readonly about: 'absence' | 'other';
}

/** What is to be filled into a control: a text, or the lines of a table. Only texts and tables of texts are ours to fill. */
export type Filling =
  | { readonly control: Control; readonly text: string }
  | {
      readonly control: Control;
      readonly lines: readonly (readonly { readonly control: Control; readonly text: string }[])[];
    };

export interface Application {
  /** In whose name; he must be in the app's scope. */
  readonly applicant: string;
  readonly templateId: string;
  readonly fillings: readonly Filling[];
  /** Up to three lines of twenty signs, for the approver's list. */
  readonly summary: readonly string[];
}

export interface ApprovalApi {
  template(templateId: string): Promise<readonly Control[]>;
  /** Hands a form in and answers its number. Asking twice makes two forms: never repeated by itself. */
  apply(application: Application): Promise<string>;
  form(number: string): Promise<ApprovalForm>;
  /** Numbers of the forms about leave, trips and going out that were handed in from one moment to another, as they stand now. */
  numbersAway(state: 'any' | 'revoked', fromMs: number, untilMs: number): Promise<readonly string[]>;
  /** Numbers of the forms of a template that were handed in from one moment to another, of applicants in the app's scope. */
  numbers(templateId: string, fromMs: number, untilMs: number): Promise<readonly string[]>;
}
