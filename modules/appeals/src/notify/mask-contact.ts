import { showEmail } from '@vmeste/sdk'

/** A contact as its owner knows it again and nobody else can use it: pages lie open, links are shown to neighbours. */
export const maskEmail = (stored: string): string => showEmail(stored).replace(/^(.).*@/u, '$1•••@')

/** `+375 •••• 67` */
export const maskPhone = (stored: string): string => stored.replace(/^(\+\d{3}|\+)?.*(\d{2})$/, '$1 •••• $2').trim()
