import type { PageRoute } from '../call.ts';
import { complaintInGroupPage, complaintPage, takeComplaint } from '../pages/complaint.ts';
import { complaintsPage, openReportedName, takeVerdict } from '../pages/complaints.ts';
import { recordPage } from '../pages/record.ts';
import { ownCasePage } from '../pages/record-case.ts';
import { takeOwnWord } from '../pages/take-own-word.ts';

/** What everybody may read and say of what concerns himself. */
export const CASE_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/record', who: ['member'], answer: recordPage },
  { method: 'POST', path: '/record', who: ['member'], answer: takeOwnWord },
  { method: 'GET', path: '/record/:id', who: ['member'], answer: ownCasePage },
  { method: 'GET', path: '/complaint', who: ['member'], answer: complaintPage },
  { method: 'POST', path: '/complaint', who: ['member'], answer: takeComplaint },
  { method: 'GET', path: '/complaint/:id', who: ['member'], answer: complaintInGroupPage },
  { method: 'GET', path: '/complaints', who: ['member'], answer: complaintsPage },
  { method: 'POST', path: '/complaints', who: ['member'], answer: takeVerdict },
  { method: 'POST', path: '/complaints/name', who: ['member'], login: 'fresh', answer: openReportedName },
];
