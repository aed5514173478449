/** Under which the texts of imports stand: no module can be called so. */
export const tableTexts = 'web.tables'
