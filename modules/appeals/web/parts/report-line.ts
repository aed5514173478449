/** What a report is called in a list: the tile somebody touched, else its topic. */
export const reportTitle = (report: { readonly tile: string | null; readonly topic: { readonly title: string } }): string => report.tile ?? report.topic.title

/** «детская площадка» opens a line as «Детская площадка». */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
/** Whether one text says what another says already: «площадка, ул. Советская 12» and «ул. Советская, 12». */
export const saysToo = (whole: string, part: string): boolean => bare(whole).includes(bare(part))
