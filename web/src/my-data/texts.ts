/** Under which the texts of these pages stand: no module can be called so. */
export const myDataTexts = 'web.my-data'
