import type { Client } from '../client.ts';
import { everyPage } from '../paging.ts';
import { refusedWith } from '../refused.ts';
import { Applied, Form, Numbers, Template } from './answers.ts';
import type { ApprovalApi, Filling } from './approval.ts';

/** A summary line is cut at so many signs by WeCom's refusal [91853]. */
const SUMMARY = { lines: 3, signs: 20 } as const;

/** The longest span a list may ask for, forms a page, and the code of a span with too many forms in it [91816]. */
const LIST = { spanMs: 30 * 86_400_000, perPage: 100, tooMany: 301112 } as const;

/** 1 leave, 3 trip, 4 going out: whatever their templates are called [91816]. */
const AWAY_RECORDS = ['1', '3', '4'];

interface Filter {
  readonly key: 'template_id' | 'record_type' | 'sp_status';
  readonly value: string;
}

/** Forms of the built-in approval app [91982, 91853, 91983, 91816]: the app must be callable there. */
export function openApproval({ call }: Client): ApprovalApi {
  const listed = async (filters: readonly Filter[], fromMs: number, untilMs: number): Promise<string[]> => {
    const body = {
      starttime: String(Math.floor(fromMs / 1_000)),
      endtime: String(Math.ceil(untilMs / 1_000)),
      size: LIST.perPage,
      filters,
    };
    const pages = await everyPage('oa/getapprovalinfo', (new_cursor) =>
      call('app', 'oa/getapprovalinfo', { kind: 'read', body: { ...body, new_cursor } }, Numbers),
    );
    return pages.flatMap(({ numbers }) => numbers);
  };

  /** A span with too many forms is asked for in halves. */
  const inSpan = async (filters: readonly Filter[], fromMs: number, untilMs: number): Promise<string[]> => {
    try {
      return await listed(filters, fromMs, untilMs);
    } catch (err) {
      const middleMs = Math.floor((fromMs + untilMs) / 2);
      if (!refusedWith(err, LIST.tooMany) || untilMs - fromMs < 2_000) throw err;
      return [...(await inSpan(filters, fromMs, middleMs)), ...(await inSpan(filters, middleMs, untilMs))];
    }
  };

  const between = async (filters: readonly Filter[], fromMs: number, untilMs: number): Promise<string[]> => {
    const found: string[] = [];
    for (let from = fromMs; from < untilMs; from += LIST.spanMs)
      found.push(...(await inSpan(filters, from, Math.min(from + LIST.spanMs, untilMs))));
    return [...new Set(found)];
  };

  return {
    numbers: (templateId, fromMs, untilMs) => between([{ key: 'template_id', value: templateId }], fromMs, untilMs),
    async numbersAway(state, fromMs, untilMs) {
      const revoked: readonly Filter[] = state === 'revoked' ? [{ key: 'sp_status', value: '6' }] : [];
      const found: string[] = [];
      for (const value of AWAY_RECORDS)
        found.push(...(await between([{ key: 'record_type', value }, ...revoked], fromMs, untilMs)));
      return found;
    },
    async template(templateId) {
      const body = { template_id: templateId };
      return (await call('app', 'oa/gettemplatedetail', { kind: 'read', body }, Template)).template_content.controls;
    },
    async apply({ applicant, templateId, fillings, summary }) {
      const body = {
        creator_userid: applicant,
        template_id: templateId,
        use_template_approver: 1,
        apply_data: { contents: fillings.map(contentOf) },
        summary_list: summary.slice(0, SUMMARY.lines).map((line) => ({
          summary_info: [{ text: [...line].slice(0, SUMMARY.signs).join(''), lang: 'zh_CN' }],
        })),
      };
      return (await call('app', 'oa/applyevent', { kind: 'write', body }, Applied)).sp_no;
    },
    async form(number) {
      return call('app', 'oa/getapprovaldetail', { kind: 'read', body: { sp_no: number } }, Form);
    },
  };
}

const textContent = ({ control, text }: { control: Filling['control']; text: string }) => ({
  control: control.control,
  id: control.id,
  title: [{ text: control.title, lang: 'zh_CN' }],
  value: { text: control.control === 'Text' ? text.replaceAll('\n', ' ') : text },
});

const contentOf = (filling: Filling) =>
  'text' in filling
    ? textContent(filling)
    : {
        control: filling.control.control,
        id: filling.control.id,
        title: [{ text: filling.control.title, lang: 'zh_CN' }],
        value: { children: filling.lines.map((line) => ({ list: line.map(textContent) })) },
      };
