import { personKey } from '../person-key.ts'

/** Who sent a photo. The photo itself belongs to its case and ends with it. */
export const filesPersonalData = personKey({
  table: 'file', column: 'uploader', shown: ['id', 'subject', 'uploaded_at'], retentionMonths: 12,
  purpose: {
    ru: 'Чтобы знать, кто прислал фото, пока дело не закрыто.',
    be: 'Каб ведаць, хто даслаў фота, пакуль справа не закрыта.',
    en: 'To know who sent a photo while its case is open.',
  },
})
