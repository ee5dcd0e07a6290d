import { expect, test } from 'vitest'
import { readWithoutBanks } from './mutants.ts'

test.each([
  [
    'a slip in the word for the direction',
    'Your account XX12 has been cedited with KES 500.00 for POS PURCHASE on 12/05/2026. Bal: KES 900.00',
  ],
  [
    'a look-alike letter',
    'Transaction: Сredit\nAcct: ***12\nAmount: KES 500.00\nNarration: DR PURCHASE\nBalance: KES 900.00',
  ],
  ['a letter at the mark', 'Acct: ***12\nAmt: KES500.00 ACR\nDesc: POS PURCHASE\nBal: KES900.00'],
  ['a word torn apart', 'Dear user, KES 959.20 has been cre dited for POS PURCHASE YABA on 13-Aug-2026 06:30.'],
  ['a sign against the word', 'You have received -KES 68,271.41 from ANA on 28/09/2026. New balance: KES 371,520.16.'],
  ['two headings', 'Debit Alert Credit Alert\nAcct: 138****560\nAmt: KES976.23\nDate: 25-03-2026\nBal: KES900.00'],
  [
    'a cut alert in front of another',
    'Bancolombia: Recibiste una transferencia por\nPoS Purchase\nBy: ***1122;mada\nAmount: SAR 300.00\nAt: SHOP',
  ],
  ['half of the decimals', 'You have sent KES 583,344.6 to ANA on 17/05/2026 00:44. New balance: KES 97,972.15.'],
  ['a picture at the number', 'You have sent KES 😀29,648.20 to ANA on 17/05/2026 00:44. New balance: KES 97,972.15.'],
  [
    'a transfer that names no side',
    'A transaction of KES 500.00 occurred on your account XX12 on 12/05/2026. Balance KES 900.00.',
  ],
  ['rupees of nobody knows where', 'Your A/C **12 is debited by Rs. 500.00 on 12/05/2026. Balance Rs. 900.00.'],
  ['somebody who tells of a charge', 'Bro the bank just debited me N500 for nothing, my balance was 9000'],
  ['an answer to a complaint', 'Your complaint about NGN 5,000.00 debited on 02/08/2026 has been resolved.'],
  ['dollars of nobody knows where', 'You paid $50.00 to ANA on 12/05/2026 from your account *12.'],
  ['francs of nobody knows where', 'Vous avez envoyé 5 000 FCFA à MOUSSA le 12/05/2026. Nouveau solde: 9 000 FCFA.'],
  [
    'an amount cut at the end of its line',
    'HNB SMS ALERT:PURCHASE, Account:0210***4567,Amount(Approx.):3560.\nRs.450.00 spent on your SBI Credit Card ending 3344 on 21/05/26.',
  ],
  [
    'an alert in other letters behind it',
    'Your NBB card ***1234 was used for BHD 4\n12/05/69 10:20 บช X-1234X เงินออก 500.00 คงเหลือ 1,000.00 บ.',
  ],
  [
    'a balance that lost its number to another alert',
    'Paid Rs.120 to Chai Point via UPI Ref: 617712345678. Balance:\nNPR 750.00 withdrawn from A/C ##7788. Bal NPR 12,300.11',
  ],
  [
    'a heading against a line',
    'Lotus Bank Debit\nإيداع راتب\nمبلغ: SAR 6,000.00\nحساب: *9087\nفي: 2026-05-27 08:00\nالرصيد: SAR 6,210.30',
  ],
  ['a letter lost from the word', 'Santander: Wplata z bankomatu 250,00 PLN karta *1234. Dostepne srodki 2060,45 PLN'],
  [
    'a day torn apart',
    'Khan Bank: Tanii dans 50***1234 zarlaga 25,000.00 MNT 2026 -06-07 11:11. Uldegdel 310,000.00 MNT',
  ],
  [
    'a letter in front of the point',
    'تم تحويل 60O.00 جنيه لرقم 01012345678 بنجاح. رصيد حسابك الحالي 1,230.50. رقم العملية 001234567890',
  ],
])('%s leaves an alert unread', (_, text) => {
  expect(readWithoutBanks(text)).toEqual([])
})

test.each([
  ['Your A/C **12 is debited by Rs. 500.00 via UPI on 12/05/2026. Balance Rs. 900.00.', 'debit 50000 INR'],
  ['Your A/C **12 is debited by Rs. 500.00 via Raast on 12/05/2026. Balance Rs. 900.00.', 'debit 50000 PKR'],
  ['Vous avez envoyé 5 000 FCFA à MOUSSA 771234567 le 12/05/2026. Nouveau solde: 9 000 FCFA.', 'debit 5000 XOF'],
  ['Vous avez envoyé 5 000 FCFA à PAUL 677123456 le 12/05/2026. Nouveau solde: 9 000 FCFA.', 'debit 5000 XAF'],
  ['Transferencia de S/200.00 a JUAN PEREZ realizada el 14/08/2026 desde tu cuenta *4455.', 'debit 20000 PEN'],
  ['Transferencia de S/200.00 de JUAN PEREZ a tu cuenta *4455 el 14/08/2026.', 'credit 20000 PEN'],
  ['Card *12 debited KES 500.00 at SHOP on 12/05/2026. Bal KES 900.00 DR.', 'debit 50000 KES'],
])('%s is read', (text, reading) => {
  expect(readWithoutBanks(text)).toEqual([reading])
})
