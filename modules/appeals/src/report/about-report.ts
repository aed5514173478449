/** What letters about a report are about: a yes to them is a yes to this one. */
export const aboutReport = (report: string): string => `appeals:Report:${report}`
