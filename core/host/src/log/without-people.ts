/**
 * An address of e-mail, whatever its alphabet; a long number that may be a telephone's or a passport's, but no part of
 * an id.
 */
const address = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g
const number = /(?<![\w.-])\+?\d[\d ()\u2010-\u2015-]{6,}\d(?![\w-])/g

/**
 * Words of mail servers, of parsers and of libraries repeat what they were given: what may be somebody's is taken out.
 */
export const withoutPeople = (text: string): string => text.replace(address, '…@…').replace(number, '…')
