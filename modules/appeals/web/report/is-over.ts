/** Whether nothing more will come of a report with this public status, done or not. */
export const isOver = (status: string): boolean => status === 'DONE' || status === 'ENDED'
