/** A control of an approval template. */
export interface TemplateControl {
  readonly control: 'Text' | 'Textarea' | 'Date' | 'Selector' | 'Contact' | 'Table' | 'Vacation' | 'Attendance';
  readonly id: string;
  readonly title: string;
  readonly required?: true;
  /** Of an attendance control: 3 trip, 4 going out, 5 overtime [91982]. */
  readonly attendance?: 3 | 4 | 5;
  /** Of a table. */
  readonly columns?: readonly TemplateControl[];
}

export interface ApprovalTemplate {
  readonly id: string;
  readonly name: string;
  readonly controls: readonly TemplateControl[];
  /** Whose word is needed, one after the other. */
  readonly approvers: readonly string[];
}

/** What was filled into a control, as WeCom gives it back. */
export interface Content {
  readonly control: string;
  readonly id: string;
  readonly title: readonly { readonly text: string; readonly lang: string }[];
  readonly value: unknown;
}

export interface Step {
  readonly userid: string;
  /** 1 waits, 2 agreed, 3 refused. */
  status: number;
  at: Date | null;
}

/** A form that was handed in. `status`: 1 in progress, 2 approved, 3 refused, 4 withdrawn, 6 withdrawn afterwards [91815]. */
export interface Form {
  readonly number: string;
  readonly template: ApprovalTemplate;
  readonly applicant: string;
  readonly askedAt: Date;
  readonly contents: readonly Content[];
  readonly steps: readonly Step[];
  status: number;
}

export interface Approvals {
  readonly templates: Map<string, ApprovalTemplate>;
  readonly forms: Map<string, Form>;
}

export const noApprovals = (): Approvals => ({ templates: new Map(), forms: new Map() });

/** The next number of the day: `202611240001`. */
export function nextNumber({ forms }: Approvals, at: Date): string {
  const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}${String(forms.size + 1).padStart(4, '0')}`;
}

export function newForm(
  approvals: Approvals,
  template: ApprovalTemplate,
  applicant: string,
  contents: readonly Content[],
  at: Date,
): Form {
  const steps = template.approvers.map((userid): Step => ({ userid, status: 1, at: null }));
  const form: Form = {
    number: nextNumber(approvals, at),
    template,
    applicant,
    askedAt: at,
    contents,
    steps,
    status: 1,
  };
  approvals.forms.set(form.number, form);
  return form;
}
