/** Names that by their own rules belong to nobody (RFC 2606, RFC 6761): the addresses of invented people. */
const nobodys = /@([\w-]+\.)*(example|test|invalid|example\.(com|net|org))$/i

/** Whether a letter is for somebody who cannot exist. A number may always be somebody's. */
export const isInvented = (recipient: string): boolean => nobodys.test(recipient)
