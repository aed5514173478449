/** How long a place counts as somebody's own, in days. */
export const placeDays = 180
