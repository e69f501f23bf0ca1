"""Invented people with names as they occur at a Dutch desk: as they are written, and as somebody in a hurry types them.

Each line is: first name | particle | last name | what is typed (several ways apart by a slash).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Named(NamedTuple):
    """One invented person."""

    first: str
    particle: str
    last: str
    typed: tuple[str, ...]


def people() -> Iterator[Named]:
    """All of them."""
    for line in _PEOPLE.strip().splitlines():
        first, particle, last, typed = (part.strip() for part in line.split("|"))
        yield Named(first, particle, last, tuple(one.strip() for one in typed.split("/")))


_PEOPLE = """
Emma | | Oefenaar | emma oef / OEFENAAR
Daan | van der | Voorbeeldberg | van der voorb / voorbeeldberg daan
Noor | de | Oefenwit | de oefenw / noor de
Sem | van 't | Proefhof | van t proef / 't proefhof / van ’t Proefhof
Lotte | in 't | Veldproef | in t veld / in 't Veldp
Bram | op den | Testkamp | op den test
Sanne | 's | Gravenproef | 's gravenp / s gravenp / sanne s
Finn | ter | Proefsteeg | ter proef
Tess | van den | Oefenbroek-Testman | oefenbroek testman / testman / oefenbroek-te
Joost | d' | Oefencourt | d'oefen / d oefencourt / oefencourt
Fenna | | Sjoerdsproef | sjoerdsp
Wietske | | Hânsma | hansma / hânsma / HANSMA
Jelle | | Ypma-Proefstra | ypma / proefstra
Hylke | | Ûfenwâld | ufenwald / ûfenwâld
Renée | | Oefené | renee / renée / oefene
Zoë | | Proefönig | zoe / ZOË / proefonig
Björn | | Testström | bjorn / testst / teststrom
Søren | | Prøvegård | soren / provegard / prøve
Åsa | | Ångprov | asa / angprov / Ång
Æde | | Ærøprøve | aede / aeroprove / ærø
Þóra | | Æfingsdóttir | thora / aefingsdottir / þóra
Guðrún | | Prófsdóttir | gudrun / profsdottir / guð
Łukasz | | Próbowski | lukasz / probowski / łuk
Żaneta | | Źródłowska | zaneta / zrodlowska / źród
Świętosława | | Ćwiczebna | swietoslawa / cwiczebna
Grażyna | | Wzór-Łącka | grazyna / wzor lacka / wzór
Jiří | | Zkouška | jiri / zkouska
Žofie | | Příkladová | zofie / prikladova
Ľubomír | | Cvičný | lubomir / cvicny
Đorđe | | Probić | dorde / probic / đorđe
Željka | | Vježbić | zeljka / vjezbic
Šćepan | | Ogledović | scepan / ogledovic
Ștefan | | Încercaru | stefan / incercaru
Țuțea | | Exercițiu | tutea / exercitiu
Ilona | | Próbáné Gyakorló | probane / gyakorlo
Győző | | Kísérletű | gyozo / kiserletu
Ülle | | Õpiproov | ulle / opiproov
Jūratė | | Bandymaitė | jurate / bandymaite
Ģirts | | Mēģinājums | girts / meginajums
Dženita | | Vježbanović | dzenita / vjezbanovic
Bilal | | Yılmazdeneme | yil / yilmaz / YILMAZ / yılmaz
Işıl | | Örnekoğlu | isil / ornekoglu / IŞIL / ÖRNEK
İbrahim | | Çalışkanöz | ibrahim / caliskan / İBRAHIM / çalış
Gülşah | | Şenprova | gulsah / senprova
Doğukan | | Ünaldene | dogukan / unaldene
Nurşîn | | Ezmûnî | nursin / ezmuni
Çîya | | Xebatkar | ciya / xebat
José | | Núñez-Prueba | jose / nunez prueba / núñez
María José | del | Río Ensayo | maria jose / del rio / rio ensayo
Íñigo | | Ejemploagirre | inigo / ejemploag
Begoña | | Pruebaetxea | begona / pruebaetx
Conceição | dos | Ensaios | conceicao / dos ens
João | da | Prováção | joao / provacao / da prov
Lluís | | Prova i Assaig | lluis / prova i
Zoé | | L’Essai | lessai / l'essai / L’Essai
François | d’ | Exemple | francois / d'ex / d’ex / exemple
Maël | Le | Prœuf | mael / le proeuf / prœuf
Anaïs | | Desœuvres-Épreuve | anais / desoeuvres / epreuve
Nicolò | | D'Esempio | desempio / d'esempio / nicolo
Perpètua | | Dell'Esercìzio | dellesercizio / dell'es / perpetua
Müjgan | | Weißprobe | weissprobe / weiß / mujgan
Jürgen | von | Übungsstein | jurgen / ubungsstein / von ub
Käthe | | Großmuster | kathe / grossmuster / großm
Seán | | O’Sampla | osampla / o'sampla / O’Sampla / o`sampla
Siobhán | Ní | Thriail | siobhan / ni thriail
Pádraig | Mac | Giollashampla | padraig / mac gioll
Llŷr | ap | Ymarfer | llyr / ap ymarfer
Māra | | Te Whakamātau | mara / te whakamatau
Kaʻiulani | | Hoʻāʻo | kaiulani / hoao / kaʻiu
Li | | Proef | li proef / li
Bo | | Li | bo li / bo
Xu | | Ō | xu / o xu / ō
An | | Ýng | yng / an yng
Ng | | Ly | ng ly / ly
王 | | 小试 | 王 / 小 / 试 / 小试 / 王小试
欧阳 | | 范例 | 欧阳 / 阳 / 范例
试验 | | 练 | 练 / 试验
ゆき | | 試し | ゆき / 試 / 試し
ハルト | | レンシュウ | ハルト / レン / ﾊﾙﾄ
예시 | | 김 | 김 / 예시 / 예
연습 | | 박 | 박 / 연습
Nguyễn | | Thị Thửnghiệm | nguyen / thi thunghiem / nguyễn
Đặng | | Ví Dụ | dang / vi du / đặng
Phạm | | Ưng Tậpluyện | pham / ung tapluyen
Trần | | Bảnthử | tran / banthu
Dương | | Mẫu | duong / mau
Мария | | Пробная | мария / проб / МАРИЯ
Ёлка | | Примерова | елка / ёлка / пример
Йордан | | Опитов | йордан / иордан / опит
Їжак | | Зразковий | їжак / зразк
Ґанна | | Спробенко | ґанна / спроб
Љиљана | | Пробић | љиља / проби
Ѓорѓи | | Обидовски | ѓорѓи / обид
Γιώργος | | Δοκιμίδης | γιώργος / γιωργος / δοκιμ / ΔΟΚΙΜ
Ελένη | | Παράδειγμα | ελενη / παραδ
Սաթենիկ | | Փորձյան | սաթ / փորձ
ნინო | | სავარჯიშო | ნინო / სავარ
محمد | | تجربة | محمد / تجر
فاطمة | ال | مثالي | فاطمة / مثال
یوسف | | آزمایشی | یوسف / آزما
پروین | | نمونهزاده | پروین / نمونه
שרה | | ניסיוני | שרה / ניס
משה | בן | דוגמה | משה / בן דוג
ሰላም | | ሙከራ | ሰላም / ሙከ
ራህዋ | | ፈተነ | ራህዋ / ፈተ
राम | | परीक्षण | राम / परीक्षण
சோதனை | | குமார் | சோதனை / குமார்
ทดสอบ | | ใจดี | ทดสอบ / ใจดี
পরীক্ষা | | দাস | পরীক্ষা / দাস
ਜਸਲੀਨ | | ਪਰਖ | ਜਸਲੀਨ / ਪਰਖ
ගුණ | | නියැදි | ගුණ / නියැදි
Aïcha | | El Mithali-Benproef | aicha / el mithali / benproef
Abd al-Rahmān | | ʿAbdtajriba | abd al rahman / abdtajriba
Fatima-Zohra | | Aït Oefen | fatima zohra / ait oefen
M’hamed | | N’Proef | mhamed / m'hamed / nproef
Mohammed | | Benoefen | mohamm / benoef
Yasmîn | | Temsamani-Test | yasmin / temsamani
Chloë-Annabel | van | IJproef | chloe / van ijp / ijproef
Ĳsbrand | | Ĳzertest | ijsbrand / ijzertest
Ọlá | | Àdánwò | ola / adanwo
Ẹniọlá | | Ìdánrawò | eniola / idanrawo
Chỉnwẹ | | Ọnwale | chinwe / onwale
Kwabena | | Nyamɛsɔhwɛ | kwabena / nyam
Ɛfua | | Ɔsɔhwɛ | ɛfua / ɔsɔ
Mamadou | | N'Essaigo | nessaigo / n'ess
Thandiwe | | !Xóvivinyo | xovivinyo / xóv
Ŋala | | Ŋuɓaw | nala / nu
Hawa | | Ɓooyi-Ɗoftal | hawa / ɓooyi
Selam | | Weldu G'Fetena | gfetena / weldu g
Sharmarke | | Cabdi Tijaabo | cabdi tij
Awaale | | Xuseen-Imtixaan | awaale / imtixaan
Radjinder | | Baldewproefsingh | radjinder / baldewp
Soerjanto | | Kromotestdikromo | soerjanto / kromo
Roché | | Plet-Proefjong | roche / proefjong
Gerrelda | | Martis-di Prueba | martis di / di prueba
Jahmiël | | Sint Testjago | jahmiel / sint test
Xiomara | | Crous Èksempel | xiomara / eksempel
Chidëra-Zoë | | Oefen–Dash | chidera / oefen dash / oefen-dash
Anne​-Fleur | | Zerowidthproef | zerowidth / anne
Ann-Sofie | | Zachte­koppel | zachte
Jan  Willem | | Twee  Spaties | jan willem / twee spaties
JAN | | HOOFDPROEF | hoofdproef / Hoofdproef
mcKenzie | | MacOefen | mckenzie / macoefen
J.P. | | Initiaalproef | j p / initiaal
Dr. | | Titelproef-3e | titelproef 3e
Q | | Z | q z / q
Ø | | Å | o a / ø
Ana | | Proef Jr. | proef jr
Juan Carlos | | Muñoz y Ensayo | munoz y / juan carlos mu
Pīteris | | Ķirsisparaugs | piteris / kirsis
Ğülnar | | Sınaqova | gulnar / sinaqova
Nazlı | | Əhmədsınaq | nazli / əhməd
Öz | | Ün | oz un / ün
Ѐва | | Ѝлиева | ева / илиева
Ňurana | | Žeýnalýowa | nurana / zeynalyowa
Oʻgʻiloy | | Sinovqulova | ogiloy / o'g'il / sinov
Ľudmila | | Skúšobná | ludmila / skusobna
Ǆenana | | Ǉubić | dzenana / ljubic
ﬁona | | Oﬃceproef | fiona / officeproef
Ａnna | | Ｗijdproef | anna / wijdproef
e\u0301mile | | Decomposé | emile / émile / decompose
𝔄lbrecht | | 𝒫robe | albrecht / probe
Smile | | Proef🙂lach | lach / smile
"""
