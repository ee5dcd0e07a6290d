import { expect, test } from 'vitest'
import { mentionsOneTimeCode, redactOneTimeCodes } from './one-time-code.ts'

/** `{}` is where the code stands; amounts, accounts, dates and times must stay. */
const TEMPLATES = [
  'Your OTP is {}',
  'Your OTP to complete the transfer of NGN22,500.00 to MOSES EKANEM is {}. It expires in 5 minutes.',
  '{} is your OTP for NGN 1,200.00 at HOTPOT GRILL on 12/08/2026 14:05. Do not share it.',
  'Dear OPay user, {} is your verification code. Keep it private.',
  'AccessMore: use token {} to approve a debit of NGN18,750.00 on 091******448. Not you? Call support.',
  'Your one-time password is: {}\nValid for 10 mins',
  'One time PIN {} for card ending 4421, amount N5,000.00',
  'Use {} as your security code. Never share it.',
  'GTBank: enter code {} to authorise payment of NGN 7340 to DSTV',
  'Authorization code: {} for acct ******8016 at 09:36AM on 2026-08-12',
  'Activation code {} (expires 14-Sep-2026 10:00)',
  'OTP: {}\nAcct: ******8016\nAmt: NGN22,500.00\nDo not disclose',
  '<#> {} is your login code for Kuda. xYz123abcDE',
  'Passcode {} . Acct:208****614, Amt:5,000.00',
  'Your transaction PIN is {}.',
  'Votre code de vérification est {}. Ne le partagez pas.',
  'Mot de passe à usage unique : {} pour 15 000 FCFA',
  'Su código de seguridad es {} para la compra de USD 120.00',
  'Seu código de verificação é {}. Não compartilhe. Valor R$ 1.250,00',
  'Enter {} to verify your phone for Kuda',
  'Ton code est {}',
  'Token: {} para confirmar. Senha válida por 5 minutos',
]
const CODES = [
  '550918',
  '4417',
  '77120433',
  '20441',
  '123 456',
  '123-456',
  '12-34-56',
  'G-123456',
  'KX7Q2P',
  '1 2 3 4 5 6',
  '2026',
  'A1B2C3D4',
]

const cases = TEMPLATES.flatMap((template) => CODES.map((code) => ({ template, code })))

test('there are at least two hundred generated messages with a code', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
})

test.each(cases)('takes $code out of "$template" and leaves the rest', ({ template, code }) => {
  const { text, found } = redactOneTimeCodes(template.replace('{}', code))
  expect(found).toBe(true)
  const squeeze = (value: string): string => value.replace(/(?:one-time code)+/gu, 'one-time code')
  const wanted = template.replace('{}', 'one-time code')
  // An app's hash at the end of a code message may go too.
  expect(squeeze(text).replace(/ xYz123abcDE$/u, '')).toBe(wanted.replace(/ xYz123abcDE$/u, ''))
  expect(mentionsOneTimeCode(text)).toBe(true)
  expect(redactOneTimeCodes(text)).toEqual({ text, found: false })
})

const UNTOUCHED = [
  'Acct:******8016\nAmt:NGN9,850.00 DR\nDesc:POS PURCHASE HOTPOT GRILL YABA LA\nBal:NGN4,260.55\nDate:2026-08-19 12:03AM',
  'Acct:******8016\nAmt:NGN9,850.00 DR\nDesc:POS PURCHASE PIN POINT STORES 445566 YABA\nBal:NGN4,260.55\nDate:2026-08-19 12:03AM',
  'Acct:******8016 Amt:NGN9,850.00 DR Desc:IKEDC PREPAID TOKEN 04299811 Bal:NGN4,260.55 Date:2026-08-19 12:03AM',
  'Acct:208****614\nDT:18/06/2026 07:44:51 AM\nTOKEN PURCHASE 12345678\nDR Amt:3,250.00\nBal:61,408.22\nDial *966# for quick airtime/Data purchase',
  'Debit\nAmt:NGN7,320.00\nAcc:091******448\nDesc:POS/WEB PURCHASE 442190 OTP LOUNGE\nDate:05/07/2026\nAvail Bal:NGN451,084.17\nTotal:NGN45',
  'Dear OPay user, N1,850.00 has been debited for Token purchase via POS on 03-Mar-2026 08:14.',
  'CREDIT ALERT\n\nAcc: 640****118 (Personal)\nAmt: NGN118,000.00\nBal: NGN1,204,310.00\nDate: 24/01/26\nTime: 12:01 PM\nDesc: TRF/PIN/INV-20771',
  'Dear OPay user, N1,850.00 has been debited for PIN 445566 token via POS on 03-Mar-2026 08:14.',
  'You bought an electricity token 1234-5678-9012-3456-7890 for N5,000.00.',
  'Dial *966*911# at once if you suspect fraud on Acct:208****614.',
  'Dear Customer, the sort code of your branch is 058152.',
  'lunch 1500 at hotpot',
  'Never share your PIN or password with anyone. GTBank will not ask for it.',
  'The password is the last 4 digits of your account.',
]

test.each(UNTOUCHED)('leaves %j as it is', (text) => {
  expect(redactOneTimeCodes(text)).toEqual({ text, found: false })
})

test('a code on its own line of a labelled message is taken out although amounts and balance stand around it', () => {
  const text = 'OTP: 482913\nAcct: ***8016\nAmt: NGN5,000.00 DR\nDesc: TRF\nBal: NGN1,000.00'
  expect(redactOneTimeCodes(text).text).toBe(text.replace('482913', 'one-time code'))
})

test.each([
  ['kx7q2p is your login code', 'one-time code is your login code'],
  ['Your code is kx7q2p', 'Your code is one-time code'],
  ['Your OTP is 445566. Payment due on 12-08-26.', 'Your OTP is one-time code. Payment due on 12-08-26.'],
  ['OTP 445566 for debit on 12-08-26 09:36', 'OTP one-time code for debit on 12-08-26 09:36'],
  ['OTP for transfer of 22500 to 0123456789 is 445566', 'OTP for transfer of 22500 to 0123456789 is one-time code'],
])('%j becomes %j', (text, redacted) => {
  expect(redactOneTimeCodes(text)).toEqual({ text: redacted, found: true })
})

test('every code of a message is taken out', () => {
  expect(redactOneTimeCodes('Your OTP is 123456. Your new PIN is 9876.').text).toBe(
    'Your OTP is one-time code. Your new PIN is one-time code.',
  )
})

test.each([
  'You have successfully transferred Rs. 500.00 to 9841000111. Transaction Code: 0AB12C. Balance: Rs. 1,250.50',
  'You have received USD50.00 from RUDO. Approval Code PP260612.0900.C54321. New balance USD135.50',
])('the reference of a payment that is done, with the balance behind it, is no code: %s', (text) => {
  expect(redactOneTimeCodes(text)).toEqual({ text, found: false })
})

test.each([
  'OCBC: You received SGD 100.00 from TAN WEI MING on 05 Jun 2026. To account ending 4567. Call 6363 3333.',
  'You sent SGD 12.00 to TAN for lunch. Call 6363 3333.',
  'OTP Bank: 260605 14:22 Kartyas vasarlas: -12.490 HUF; TESCO; Egyenleg: +312.500 HUF',
  'Transaction number 615712349999 for Rs.2000.00 by SBI Debit Card at ATM S1AN0001 on 06Jun26.',
])('names that sound like a code announce none: %s', (text) => {
  expect(redactOneTimeCodes(text)).toEqual({ text, found: false })
})

test.each([
  'Ihre TAN 482913 für die Überweisung von 250,00 EUR.',
  'TAN: 482913',
  'Die TAN lautet 482913.',
  '482913 ist Ihre mobile TAN für den Auftrag.',
  'OTP Bank: 482913 az egyszer használatos jelszava.',
  'Your OTP Bank OTP is 482913.',
])('a TAN and the code of OTP Bank are codes: %s', (text) => {
  expect(redactOneTimeCodes(text).text).not.toContain('482913')
})

test('a code is a code when a balance is promised', () => {
  const text = 'Your transaction code is 445566. You have sent for approval KES 500.00.'
  expect(redactOneTimeCodes(text).found).toBe(true)
})
