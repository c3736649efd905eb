import type { Client } from '../client.ts';
import { Applied, Form, Template } from './answers.ts';
import type { ApprovalApi, Filling } from './approval.ts';

/** A summary line is cut at so many signs by WeCom's refusal [91853]. */
const SUMMARY = { lines: 3, signs: 20 } as const;

/** Forms of the built-in approval app [91982, 91853, 91983]: the app must be callable there. */
export function openApproval({ call }: Client): ApprovalApi {
  return {
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
