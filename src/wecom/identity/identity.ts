/** Who opened a page, as WeCom says [91023]. Members of linked corps (`corp/userid`) and customers are strangers here. */
export type Visitor = { readonly kind: 'member'; readonly userid: string } | { readonly kind: 'stranger' };

export interface IdentityApi {
  /**
   * Spends a code that a redirect brought: it works once, for five minutes. Never asked twice by itself. Throws WeComRefused,
   * 40029 for a code that is none, 42022 for one that was used [91023].
   */
  visitor(code: string): Promise<Visitor>;
}
