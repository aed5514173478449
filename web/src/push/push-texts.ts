/** Under which the texts of notifications in a browser stand: no module can be called so. */
export const pushTexts = 'web.push'
