/** What other parts call a report by: `appeals:Report:…`. */
export const reportType = 'appeals:Report'
