import type { WordList } from './word-list.ts'

/** Hindi in Devanagari, and as written in Latin letters. */
export const hindi = {
  language: 'hi',
  out: 'डेबिट किया गया|डेबिट किए गए|डेबिट हुआ|डेबिट|निकाले गए|निकासी|भुगतान किया गया|काटे गए|आहरित|भेजे गए|खर्च|नामे|debit hua|debit kiya gaya|kat gaye|kate gaye|bheje gaye|nikale gaye|se debit|खर्च किए|निकाला गया|का भुगतान|kat liye gaye|kharch|bhugtan kiya',
  in: 'क्रेडिट किया गया|क्रेडिट किए गए|क्रेडिट हुआ|क्रेडिट|जमा किए गए|जमा हुए|जमा किया गया|प्राप्त हुए|प्राप्त हुआ|जमा|प्राप्त|credit hua|credit kiya gaya|jama kiye gaye|jama hue|prapt hue|mein credit|जमा की गई',
  balance: 'शेष राशि|शेष|बैलेंस|उपलब्ध शेष|उपलब्ध बैलेंस|उपलब्ध राशि|कुल शेष|अवशेष|shesh|shesh rashi|khate mein shesh',
  fee: 'शुल्क|प्रभार|shulk',
  limit: 'सीमा',
  amount: 'राशि|रकम|rashi',
  account: 'खाता|खाते|खाता संख्या|खाता सं|कार्ड|खाता क्रमांक|khata|khate|a c',
  reference: 'संदर्भ|संदर्भ संख्या|लेनदेन संख्या',
  date: 'दिनांक|तारीख|dinank',
  holder: 'आपके|आपका|आपकी|aapke|aapka|apke',
  from: 'से',
  hard: 'असफल|विफल|अस्वीकृत|अस्वीकार|लंबित|अनुरोध|देय|बकाया|ओटीपी|ऋण|लोन|जीतें|ऑफर|नहीं|होगा|होंगे|किया जाएगा|किए जाएंगे|विवरण तैयार|asafal|vifal|nahi hua|nahi hue|hoga|hone wala|anurodh|kiya jayega|jeeto|jeetein|paye|payein|अपडेट करें',
  tip: 'साझा न करें|किसी के साथ साझा|यदि आपने|अगर आपने|agar aapne|kisi ke saath|न करें',
  not: 'नहीं|न|nahi|nahin',
  future: 'होगा|जाएगा',
  months: ['जनवरी', 'फरवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
} as const satisfies WordList

/** Urdu: Pakistan. */
export const urdu = {
  language: 'ur',
  out: 'نکالے گئے|ادا کیے|ادائیگی|بھیجے|بھیجے گئے|منہا|منہا کر|ڈیبٹ|خریداری|کٹوتی|نکلوائے|ادا کئے|بھیج دیے|کاٹ|خرچ|بھیجی',
  in: 'موصول ہوئے|موصول|جمع ہوئے|جمع کیے گئے|کریڈٹ|جمع|وصول|ملے|وصول ہوئے|آپ کو موصول',
  balance: 'بیلنس|بقایا|بقایا رقم|موجودہ بیلنس',
  fee: 'فیس|چارجز|سروس چارجز',
  amount: 'رقم',
  account: 'اکاؤنٹ|اکاونٹ|کارڈ',
  reference: 'ٹرانزیکشن آئی ڈی|حوالہ',
  date: 'تاریخ|بتاریخ',
  from: 'سے',
  to: 'کو',
  holder: 'آپ|آپ کے|آپکے|آپ نے',
  hard: 'ناکام|مسترد|درخواست|او ٹی پی|قرض|جیتیں|انعام|نہیں|زیر التوا|کوڈ|آخری تاریخ',
  not: 'نہیں',
} as const satisfies WordList

/** Bengali: bKash, Nagad and the banks of Bangladesh. */
export const bengali = {
  language: 'bn',
  out: 'পাঠিয়েছেন|পাঠানো হয়েছে|ডেবিট|ডেবিট হয়েছে|উত্তোলন|পেমেন্ট করেছেন|ক্যাশ আউট|উত্তোলন করা হয়েছে|পরিশোধ|কেটে নেওয়া হয়েছে|সেন্ড মানি|পেমেন্ট সফল|খরচ|পাঠানো|কেনাকাটা|পেমেন্ট|ক্যাশআউট|উত্তোলিত|পরিশোধিত',
  in: 'পেয়েছেন|জমা হয়েছে|ক্রেডিট|ক্রেডিট হয়েছে|জমা|ক্যাশ ইন|গ্রহণ করেছেন|জমা করা হয়েছে|গৃহীত|পাওয়া গেছে|ক্যাশইন|প্রাপ্ত|এসেছে',
  balance: 'ব্যালেন্স|বর্তমান ব্যালেন্স|নতুন ব্যালেন্স|স্থিতি|বর্তমান স্থিতি',
  fee: 'ফি|চার্জ|ভ্যাট|চার্জ ও ভ্যাট',
  amount: 'পরিমাণ|টাকার পরিমাণ|এমাউন্ট',
  account: 'হিসাব|অ্যাকাউন্ট|একাউন্ট|হিসাব নম্বর|কার্ড',
  reference: 'রেফারেন্স|ট্রানজেকশন আইডি|লেনদেন আইডি',
  date: 'তারিখ|সময়',
  from: 'থেকে',
  to: 'প্রাপক',
  holder: 'আপনার|আপনি',
  hard: 'ব্যর্থ|প্রত্যাখ্যাত|অনুরোধ|ওটিপি|ঋণ|লোন|জিতুন|অফার|হয়নি|অপর্যাপ্ত|কোড|বকেয়া|পরিশোধ করুন',
  not: 'না|নয়',
  months: ['জানুয়ারি', 'ফেব্রুয়ারি', 'মার্চ', 'এপ্রিল', 'মে', 'জুন', 'জুলাই', 'আগস্ট', 'সেপ্টেম্বর', 'অক্টোবর', 'নভেম্বর', 'ডিসেম্বর'],
} as const satisfies WordList

/** Indonesian and Malay. */
export const malay = {
  language: 'id',
  deal: 'transaksi|transaksi sebesar',
  out: 'didebit|didebet|pembayaran sebesar|anda membayar|penarikan|penarikan tunai|tarik tunai|transfer ke|transfer keluar|pembelian|anda telah transfer|transaksi debit|bayar ke|anda transfer|pembayaran ke|dana keluar|pengeluaran|telah didebit|dipotong|belanja|pindahan keluar|pembayaran berjaya|pemindahan kepada|bayaran kepada|pembayaran berhasil|anda telah membayar|pembayaran|transfer kepada|trf ke|transfer rp|anda berhasil transfer|dibelanjakan|telah dibelanjakan|telah dibayar|dibayar|bayaran|bayaran berjaya|pembayaran anda|transaksi kad|transaksi kartu|telah ditransfer|ditransfer ke|pindah ke|pindahan ke|pindahan wang|pengeluaran tunai|kirim uang|top up ke|anda telah membelanjakan|dana terkirim|uang keluar|berhasil bayar|transaksi belanja|dikirim ke|dihantar|telah dihantar',
  in: 'dikredit|dikreditkan|anda menerima|transfer masuk|dana masuk|telah diterima dari|menerima transfer|setoran|setoran tunai|transaksi kredit|diterima daripada|menerima|anda telah menerima|dana diterima|telah masuk|pindahan masuk|bayaran diterima|trf dari|uang masuk|pemasukan|top up berhasil|transfer dari|telah diterima|dimasukkan|telah dimasukkan|dikredit ke|terima uang|kamu menerima|kamu dapat|dapat transfer|gaji|dana telah masuk|saldo masuk|uang diterima|dikreditkan ke|anda telah terima|bayaran masuk',
  'out-weak': 'keluar',
  'in-weak': 'masuk|terima|diterima',
  'out-mark': 'debet|debit|db|keluar',
  'in-mark': 'kredit|cr|masuk',
  balance:
    'saldo|saldo akhir|saldo anda|sisa saldo|saldo ovo|saldo ovo cash|sisa saldo ovo|sisa saldo ovo cash|saldo gopay|saldo dana|saldo shopeepay|saldo linkaja|baki|baki akhir|baki semasa|baki anda|saldo tersedia|saldo saat ini|saldo efektif',
  fee: 'biaya|biaya admin|admin|caj|biaya transfer|adm|yuran',
  limit: 'limit|had|poin|kurs|sisa limit',
  amount: 'jumlah|nominal|sebesar|sejumlah|nilai|amaun|senilai',
  total: 'total',
  account:
    'rekening|rek|akaun|kartu|kad|no rek|no rekening|norek|akaun anda|rekening anda|kartu debit|kartu kredit|no akaun',
  reference: 'ref|no ref|referensi|no referensi|rujukan|no rujukan|id transaksi|no resi|nomor referensi',
  date: 'tanggal|tgl|pada|pukul|tarikh|jam|waktu|sekarang',
  narration: 'keterangan|berita|catatan|ket|deskripsi|butiran|berita transfer',
  kind: 'jenis transaksi|transaksi|jenis',
  to: 'ke|kepada|penerima|untuk|merchant',
  from: 'dari|daripada|pengirim|oleh',
  at: 'di|merchant',
  holder: 'anda|mu',
  other: 'penerima',
  neutral: 'kartu kredit|kartu debit|kad kredit|kad debit|transaksi berhasil',
  tip: 'jangan berikan|jangan beritahu|jangan kongsi|jika bukan|bila bukan|hubungi|info|jika anda tidak|untuk info|apabila bukan|sekiranya bukan',
  hard: 'kode otp|kode verifikasi|kode|kod|gagal|ditolak|tidak berhasil|tidak cukup|tidak mencukupi|tidak dapat|belum|menunggu|diproses|tertunda|permintaan|minta|meminta|dibatalkan|batal|jatuh tempo|tempo|tagihan|bil anda|tunggakan|pengingat|ingat|tarikh akhir|pinjaman|kta|cicilan|menangkan|menang|hadiah|promo|klik|penawaran|akan|sebelum|mutasi rekening|cek saldo|diblokir|disekat|perbarui|e statement|penyata|daftar|ajukan|dapatkan|cashback|setiap belanja|limit harian|terlampaui',
  soft: 'diskon|gratis|bonus|percuma|poin',
  not: 'tidak|belum|tak|bukan',
  future: 'akan|jika|bila|apabila|harus',
  months: [
    'januari',
    'februari peb',
    'maret mac mar',
    'april',
    'mei',
    'juni jun',
    'juli jul julai',
    'agustus agu ags ogos',
    'september',
    'oktober okt',
    'november',
    'desember des disember',
  ],
} as const satisfies WordList

/** Filipino, beside the English that banks of the Philippines write. */
export const filipino = {
  language: 'tl',
  out: 'nagpadala ka|nagbayad ka|ipinadala mo|binayaran mo|nag withdraw ka|nabawasan|ibinawas|naipadala mo|nagpadala|nagbayad|naipadala|nag transfer ka',
  in: 'nakatanggap ka|natanggap mo|pumasok|nadagdag|pinadalhan ka|nakatanggap|natanggap|dumating|na receive',
  balance: 'balanse|bagong balanse|natitirang balanse|ang iyong balanse',
  fee: 'bayad sa serbisyo|singil',
  account: 'account mo',
  date: 'noong',
  to: 'kay|sa',
  from: 'mula kay|mula sa|galing kay|galing sa',
  holder: 'mo|iyong|ka',
  hard: 'hindi|bigo|nabigo|kulang|humihiling|manalo|panalo|bayaran|pautang|huwag',
  not: 'hindi|di',
} as const satisfies WordList

/** Vietnamese, accents taken off. */
export const vietnamese = {
  language: 'vi',
  out: 'ghi no|chuyen tien di|rut tien|thanh toan|da chi|chi tieu|chuyen den|da chuyen|mua hang|tru tien|da thanh toan|chuyen khoan di|bi tru|giao dich the|trich tien|tru|giam|chi tieu the|chuyen khoan toi|gd thanh toan|the tin dung chi|gd tru|bien dong giam|giao dich chi',
  in: 'ghi co|nhan tien|da nhan|nap tien|nhan duoc|tien vao|duoc cong|chuyen khoan den|vua nhan|cong tien|cong|tang|nhan chuyen khoan|bien dong tang|nop tien|vao tk|luong|nhan ck|tien ve',
  balance: 'so du|so du cuoi|so du hien tai|sd|so du kha dung|sodu|so du tk|sdkd|sd tk',
  fee: 'phi|phi giao dich|phi gd',
  limit: 'han muc|hm|ty gia|han muc con lai',
  amount: 'so tien|st|gd|so tien gd',
  account: 'tai khoan|tk|so tk|the|stk|so the',
  reference: 'ma gd|ma giao dich|so gd|ma tham chieu|so tham chieu',
  date: 'ngay|luc|vao luc|thoi gian|tg',
  narration: 'noi dung|nd|ndung|noi dung gd|mo ta',
  to: 'toi|den|nguoi nhan',
  from: 'tu|nguoi gui',
  at: 'tai',
  holder: 'quy khach|cua ban|ban',
  hard: 'ma xac thuc|ma otp|that bai|khong thanh cong|tu choi|khong du|yeu cau|dang xu ly|dang cho|den han|qua han|sao ke|nhac no|vay|khuyen mai|uu dai|trung thuong|nhan ngay|nhap ma|bam vao|truy cap|se bi|se duoc|co hoi|mo the|hoan tien len den',
  tip: 'khong cung cap|lien he|neu khong',
  not: 'khong|chua',
  future: 'se|neu',
} as const satisfies WordList

/** Thai, which writes words without spaces. */
export const thai = {
  language: 'th',
  out: 'เงินออก|ถอนเงิน|ถอน|โอนเงินออก|โอนออก|ชำระเงิน|ชำระ|ใช้จ่าย|จ่ายเงิน|หักบัญชี|โอนไป|โอนเงินไป|รายการใช้|ซื้อ|จ่าย|หักบช|ตัดบัญชี|โอนเงินสำเร็จ|ใช้บัตร|ยอดใช้จ่าย|ชำระค่า|สแกนจ่าย|เติมเงิน|กดเงิน|ถูกหัก|ใช้จ่ายบัตร|ถอนโอนเงิน|โอนเงิน|หักเงิน|จ่ายบิล|ชำระบิล|รายการจ่าย|ถอน โอนเงิน',
  in: 'เงินเข้า|ฝากเงิน|ฝาก|รับเงิน|รับโอน|โอนเข้า|โอนเงินเข้า|ได้รับเงิน|ได้รับ|เข้าบช|รับโอนเงิน|รับโอนจาก|เข้าบัญชี|เงินโอนเข้า|ได้รับโอน|โอนเงินให้คุณ|เงินเดือน|ฝากโอนเงิน|ฝาก โอนเงิน',
  balance: 'คงเหลือ|ยอดคงเหลือ|ยอดเงินคงเหลือ|ใช้ได้|ยอดเงินที่ใช้ได้|เงินคงเหลือ|ยอดที่ใช้ได้|เหลือ|ยอดเงินในบัญชี',
  fee: 'ค่าธรรมเนียม|ค่าบริการ',
  limit: 'วงเงิน|วงเงินคงเหลือ|วงเงินที่ใช้ได้|คะแนน',
  amount: 'จำนวน|จำนวนเงิน|ยอดเงิน|เป็นเงิน',
  account: 'บัญชี|บช|บัตร|เลขที่บัญชี',
  reference: 'รหัสอ้างอิง|อ้างอิง|เลขที่รายการ',
  date: 'วันที่|เวลา|เมื่อ',
  to: 'ไปยัง',
  from: 'จาก',
  at: 'ที่',
  hard: 'ไม่สำเร็จ|ไม่เพียงพอ|ปฏิเสธ|รหัสยืนยัน|รออนุมัติ|รอดำเนินการ|ครบกำหนด|ค้างชำระ|ใบแจ้งยอด|สินเชื่อ|โปรโมชั่น|รับสิทธิ์|ลุ้นรับ|รับฟรี|คลิก|ขอให้|คำขอ|เรียกเก็บ|กำหนดชำระ|จะถูก|ส่วนลด|ยกเลิก|กรุณาชำระ|ถูกระงับ',
  not: 'ไม่|ยังไม่',
  future: 'จะ|หาก|ถ้า',
  months: ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'],
} as const satisfies WordList

/** Chinese, simplified and traditional. */
export const chinese = {
  language: 'zh',
  neutral: '付款人|收款人|付款方|收款方|付款账户|收款账户|付款行|收款行|對方|付款帳戶',
  out: '支出|消费|消費|取款|转出|轉出|支付|扣款|付款|转账支出|提款|扣除|代扣|刷卡|取现|已付款|快捷支付|转账汇出|汇出|匯出|轉賬支出|已支付|付款给|扣费|还款支出|网上支付|pos消费|支取|取出|跨行转出|簽賬|扣賬|交易支出',
  in: '收入|存入|转入|轉入|入账|入賬|到账|收款|存款|工资|退款|入帳|收到|汇入|匯入|转账存入|跨行转入|代发工资|工资入账|已收到|轉賬存入|存款入賬|入数|退回|已到账|结息|利息|代發薪資|存入您|薪資',
  balance: '余额|餘額|可用余额|可用餘額|账户余额|活期余额|结余|結餘',
  fee: '手续费|手續費',
  limit: '额度|額度|可用额度|可用額度|积分|信用額',
  amount: '金额|金額|交易金额',
  account: '尾号|尾號|账户|賬戶|卡号|卡|储蓄卡|信用卡|末四碼|账号|帳戶',
  date: '日期|时间|時間|于|於',
  hard: '失败|失敗|验证码|驗證碼|未成功|余额不足|餘額不足|拒绝|拒絕|账单|賬單|帳單|还款日|還款日|到期|逾期|优惠|優惠|贷款|貸款|点击|點擊|中奖|請求|申请|申請|待处理|将于|將於|应还|應繳|撤销',
  not: '未|不|没',
  future: '将|將|如|若',
} as const satisfies WordList

/** Japanese. */
export const japanese = {
  language: 'ja',
  from: '振込人|依頼人',
  out: '引落|引き落とし|出金|お引き出し|ご利用|振込出金|支払|お支払い|ご利用金額|利用金額|出金額|引出し|カードご利用|利用がありました|お支払|振込実行|カード利用|ご利用がありました|お引落し|お支払い完了|支払い完了|支払いました|送金しました|デビット利用|出金がありました|振込を受け付け|引き出し|送金',
  in: '入金|振込入金|お振込|受取|入金額|入金がありました|給与|お預入|お振込がありました|振込がありました|受け取りました|ご入金|チャージ|振り込まれました|入金のお知らせ|着金',
  balance: '残高|お取引後残高|口座残高|取引後残高',
  fee: '手数料',
  limit: '利用可能額|ご利用可能額|ポイント|限度額',
  amount: '金額|取引金額',
  account: '口座|カード|口座番号',
  date: '日時|取引日|利用日|ご利用日|入金日|振込日',
  at: '利用先|ご利用先|加盟店',
  narration: '内容|摘要',
  hard: '認証コード|確認コード|失敗|できませんでした|不足|承認されません|請求|お支払期日|支払期限|予定|キャンペーン|当選|ローン|クリック|審査|否認|次回|引き落とし金額|引落金額|お支払日|お支払い日|支払日|お引落日|引落日|引き落とし日|ワンタイム|ご案内|お申し込み|取消|明細',
  not: 'ない|ません',
  future: '予定',
} as const satisfies WordList

/** Korean: syllables are looked up one by one, so endings do not matter. */
export const korean = {
  language: 'ko',
  out: '출금|결제|승인|이체출금|체크카드출금|사용|송금완료|체크승인|보냈|출금액|승인내역|자동이체|납부|인출|출금됨|결제완료|결제승인',
  in: '입금|받았|이체입금|급여|입금액|환불|입금됨|급여입금|이자|받음|입금완료',
  balance: '잔액|통장잔액|계좌잔액|거래후잔액',
  fee: '수수료',
  limit: '누적|한도|포인트|잔여한도|누적금액',
  amount: '금액|거래금액|결제금액',
  account: '계좌|카드|계좌번호',
  date: '일시|거래일',
  hard: '인증번호|실패|거절|부족|취소|예정|청구|대출|이벤트|당첨|클릭|요청|한도초과|연체|결제일|혜택|명세서|미승인|승인거절',
  not: '않|못',
  future: '예정',
} as const satisfies WordList
