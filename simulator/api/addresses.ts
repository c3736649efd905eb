import type { Endpoint } from './endpoint.ts';

const LOCAL = { ip_list: ['127.0.0.1', '::1'] };

/** Where callbacks come from, and where the API is [92520]. */
export const addressEndpoints: readonly Endpoint[] = [
  { path: 'getcallbackip', method: 'GET', opening: 'ids', answer: () => LOCAL },
  { path: 'get_api_domain_ip', method: 'GET', opening: 'ids', answer: () => LOCAL },
];
