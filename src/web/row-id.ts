/** What our rows are called by; whatever else stands in an address or a form names none of them. */
export const Id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
