/** How staff read a report: with what is covered marked, covering words, or as others see it. */
export type Reading = 'read' | 'cover' | 'others'
