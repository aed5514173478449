export const plainList = `query List { reports(first: 20) { nodes { id number status publicStatus createdAt updatedAt topic { title } place { address } nextDue supporters } endCursor hasNext } }`
export const plainSubmit = `mutation Submit($input: SubmitReportInput!) { submitReport(input: $input) { number secret due } }`
