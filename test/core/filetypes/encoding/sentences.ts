/** A few plain sentences in each language, with the encodings that files in it have. */
export const sentences: readonly { language: string; encodings: readonly string[]; texts: readonly string[] }[] = [
  {
    language: 'Russian',
    encodings: ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'],
    texts: [
      'Паром опоздал на два часа, и никто не сказал пассажирам, почему.',
      'Доставка пришла вовремя, но коробка была помята. Спасибо за быструю замену!',
      'Сколько стоит билет до острова и обратно?',
      'Хороший фильм, хотя конец немного затянут.',
      'Москва,12,"ул. Садовая, дом 5",да',
    ],
  },
  {
    language: 'Ukrainian',
    encodings: ['windows-1251', 'koi8-u'],
    texts: [
      'Потяг прибув вчасно, проте місць уже не було, і ми їхали стоячи.',
      'Дякую за швидку відповідь, усе працює як слід.',
      'Чи є у вас квитки на завтрашній вечір?',
      'Їжа смачна, ціни помірні, обслуговування могло б бути кращим.',
    ],
  },
  {
    language: 'Bulgarian',
    encodings: ['windows-1251'],
    texts: [
      'Стаята беше чиста и тиха, но закуската започваше твърде късно.',
      'Поръчката пристигна след три дни, благодаря ви много.',
      'Къде мога да намеря разписанието на автобусите?',
    ],
  },
  {
    language: 'Polish',
    encodings: ['windows-1250', 'iso-8859-2'],
    texts: [
      'Łódź jest piękna o świcie, gdy mgła unosi się nad rzeką.',
      'Zamówienie przyszło późno, ale obsługa była bardzo miła i pomogła.',
      'Czy mógłbym zmienić adres dostawy na jutro?',
      'Książka ciekawa, choć zakończenie trochę rozczarowuje.',
    ],
  },
  {
    language: 'Czech',
    encodings: ['windows-1250', 'iso-8859-2'],
    texts: [
      'Příliš dlouho jsme čekali na vlak, který nakonec vůbec nepřijel.',
      'Děkuji za rychlé vyřízení, zboží dorazilo v pořádku.',
      'Kde najdu nejbližší lékárnu, prosím?',
      'Večeře byla výborná, obsluha milá a ceny rozumné.',
    ],
  },
  {
    language: 'Hungarian',
    encodings: ['windows-1250'],
    texts: [
      'A hajó későn érkezett, ezért lekéstük a csatlakozást és gyalog mentünk tovább.',
      'Köszönöm a gyors választ, minden tökéletesen működik.',
      'Mennyibe kerül egy jegy a hétvégi előadásra?',
    ],
  },
  {
    language: 'Greek',
    encodings: ['windows-1253', 'iso-8859-7'],
    texts: [
      'Το πλοίο άργησε δύο ώρες και κανείς δεν μας είπε τον λόγο.',
      'Ευχαριστώ πολύ για τη γρήγορη απάντηση, όλα είναι εντάξει.',
      'Πόσο κοστίζει το εισιτήριο για το νησί;',
      'Καλό φαγητό και ευγενικό προσωπικό, θα ξαναπάμε σίγουρα.',
    ],
  },
  {
    language: 'Turkish',
    encodings: ['windows-1254'],
    texts: [
      'Gemi iki saat geç kaldı ve kimse bize nedenini söylemedi.',
      'Hızlı cevabınız için teşekkür ederim, her şey yolunda.',
      'Adaya gidiş dönüş bilet ücreti ne kadar?',
      'Yemekler çok güzeldi, çalışanlar da ilgiliydi; kesinlikle yine geleceğiz.',
    ],
  },
  {
    language: 'Lithuanian',
    encodings: ['windows-1257'],
    texts: [
      'Keltas vėlavo dvi valandas, ir niekas nepaaiškino kodėl taip įvyko.',
      'Ačiū už greitą atsakymą, viskas veikia puikiai, džiaugiuosi.',
    ],
  },
  {
    language: 'Hebrew',
    encodings: ['windows-1255'],
    texts: [
      'הספינה איחרה בשעתיים ואיש לא הסביר לנו מדוע.',
      'תודה רבה על התשובה המהירה, הכול עובד כמו שצריך.',
      'כמה עולה כרטיס הלוך ושוב אל האי?',
    ],
  },
  {
    language: 'Arabic',
    encodings: ['windows-1256'],
    texts: [
      'تأخرت السفينة ساعتين ولم يخبرنا أحد بالسبب.',
      'شكرا جزيلا على الرد السريع، كل شيء يعمل كما يجب.',
      'كم ثمن التذكرة إلى الجزيرة ذهابا وإيابا؟',
      'الطعام لذيذ والخدمة ممتازة، سنعود مرة أخرى بالتأكيد.',
    ],
  },
  {
    language: 'Thai',
    encodings: ['windows-874'],
    texts: ['เรือมาช้าสองชั่วโมงและไม่มีใครบอกเหตุผลกับเราเลย', 'ขอบคุณมากสำหรับคำตอบที่รวดเร็ว ทุกอย่างใช้งานได้ดี'],
  },
  {
    language: 'Japanese',
    encodings: ['shift_jis', 'euc-jp'],
    texts: [
      '船は二時間も遅れましたが、理由は誰も教えてくれませんでした。',
      '早速のご返信ありがとうございます。問題なく動作しました。',
      '島までの往復切符はいくらですか。',
      'スタッフの対応が丁寧で、料理もとてもおいしかったです。',
      '名前,部署,電話番号\n山田太郎,営業部,03-1234-5678',
    ],
  },
  {
    language: 'Chinese (simplified)',
    encodings: ['gb18030'],
    texts: [
      '渡轮晚点了两个小时，没有人告诉我们原因。',
      '谢谢您的快速回复，现在一切正常，我很满意。',
      '请问去岛上的往返票多少钱？',
      '菜很好吃，服务员也热情，下次还会再来。',
      '姓名,部门,电话\n王小明,市场部,010-12345678',
    ],
  },
  {
    language: 'Chinese (traditional)',
    encodings: ['big5'],
    texts: [
      '渡輪晚點了兩個小時，沒有人告訴我們原因。',
      '謝謝您的快速回覆，現在一切正常，我很滿意。',
      '請問去島上的來回票多少錢？',
      '菜很好吃，服務員也熱情，下次還會再來。',
    ],
  },
  {
    language: 'Korean',
    encodings: ['euc-kr'],
    texts: [
      '배가 두 시간이나 늦었는데 아무도 이유를 말해 주지 않았습니다.',
      '빠른 답변 감사합니다. 이제 모든 것이 잘 작동합니다.',
      '섬까지 왕복 표는 얼마인가요?',
      '음식이 맛있고 직원들도 친절해서 다음에 또 오고 싶어요.',
      '이름,부서,전화\n김철수,영업부,02-123-4567',
    ],
  },
  {
    language: 'French',
    encodings: ['windows-1252', 'macintosh'],
    texts: [
      'Le bateau est arrivé avec deux heures de retard, et personne n’a expliqué pourquoi.',
      'Merci beaucoup pour votre réponse rapide, tout fonctionne très bien.',
      'Où puis-je acheter un billet aller-retour pour l’île ?',
      'Le dîner était délicieux, le garçon aimable, à bientôt !',
    ],
  },
  {
    language: 'German',
    encodings: ['windows-1252', 'macintosh'],
    texts: [
      'Die Fähre kam zwei Stunden zu spät, und niemand erklärte uns, warum.',
      'Vielen Dank für die schnelle Antwort, jetzt läuft alles größtenteils schön.',
      'Wie viel kostet die Rückfahrt? Das Menü kostet 20 €.',
      '„Schön“, sagte er – und schloß die Tür.',
    ],
  },
  {
    language: 'Spanish',
    encodings: ['windows-1252', 'macintosh'],
    texts: [
      '¿Cuánto cuesta el billete de ida y vuelta? Mañana no podré ir.',
      'El barco llegó con dos horas de retraso y nadie explicó la razón.',
      'Muchas gracias por su rápida respuesta, todo está bien. ¡Qué año!',
    ],
  },
  {
    language: 'Portuguese',
    encodings: ['windows-1252', 'macintosh'],
    texts: [
      'O barco não chegou na hora e ninguém nos deu uma explicação.',
      'Muito obrigado pela resposta rápida; a situação já está resolvida.',
    ],
  },
  {
    language: 'Swedish',
    encodings: ['windows-1252', 'macintosh'],
    texts: [
      'Färjan kom två timmar för sent och ingen förklarade varför vi fick vänta.',
      'Tack så mycket för det snabba svaret, allt är på plats nu.',
    ],
  },
  {
    language: 'Danish',
    encodings: ['windows-1252'],
    texts: ['Færgen kom to timer for sent, og ingen forklarede os hvorfor vi måtte vente så længe på øen.'],
  },
  {
    language: 'English',
    encodings: ['windows-1252'],
    texts: [
      'It’s a “test” – the café charges £5… and that’s that.',
      'The temperature was 20 °C, said the naïve clerk.',
      'Price: £3.50 per kilo',
    ],
  },
];
