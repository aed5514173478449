/** Names that by their own rules belong to nobody (RFC 2606, RFC 6761): the addresses of invented people. */
const nobodys = /@([\w-]+\.)*(example|test|invalid|example\.(com|net|org))$/i

/** Whether a letter is for somebody who cannot exist. A number may always be somebody's. */
export const isInvented = (recipient: string): boolean => nobodys.test(recipient)

/**
 * Whether a letter would leave for nobody: these domains take part in the mail of the world, and whoever is invented
 * lives at them, in a real city too. The names of RFC 2606 that no server knows come to nothing by themselves.
 */
export const leavesForNobody = (recipient: string): boolean => /@([\w-]+\.)*example\.(com|net|org)$/i.test(recipient)
