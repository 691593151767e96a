#include "core/transfer/times/timewords.h"

#include "core/transfer/times/localewords.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <array>
#include <unordered_map>

namespace aisle {

namespace {

using Says = TimeWord::Says;

struct HalfWord
{
    std::string_view word;
    HalfDay half;
};

/// Longer words before those they begin with.
constexpr std::array kHalfDays{
    HalfWord{"a. m.", HalfDay::Morning},  HalfWord{"p. m.", HalfDay::Afternoon}, HalfWord{"a.m.", HalfDay::Morning},
    HalfWord{"p.m.", HalfDay::Afternoon}, HalfWord{"a.m", HalfDay::Morning},     HalfWord{"p.m", HalfDay::Afternoon},
    HalfWord{"am", HalfDay::Morning},     HalfWord{"pm", HalfDay::Afternoon},    HalfWord{"上午", HalfDay::Morning},
    HalfWord{"凌晨", HalfDay::Morning},   HalfWord{"清晨", HalfDay::Morning},    HalfWord{"早上", HalfDay::Morning},
    HalfWord{"早晨", HalfDay::Morning},   HalfWord{"午前", HalfDay::Morning},    HalfWord{"下午", HalfDay::Afternoon},
    HalfWord{"傍晚", HalfDay::Afternoon}, HalfWord{"午後", HalfDay::Afternoon},  HalfWord{"午后", HalfDay::Afternoon},
    HalfWord{"中午", HalfDay::Noon},      HalfWord{"晚上", HalfDay::Night},      HalfWord{"晚間", HalfDay::Night},
    HalfWord{"夜里", HalfDay::Night},     HalfWord{"오전", HalfDay::Morning},    HalfWord{"새벽", HalfDay::Morning},
    HalfWord{"아침", HalfDay::Morning},   HalfWord{"오후", HalfDay::Afternoon},  HalfWord{"저녁", HalfDay::Afternoon},
    HalfWord{"낮", HalfDay::Noon},        HalfWord{"밤", HalfDay::Night},        HalfWord{"ص", HalfDay::Morning},
    HalfWord{"م", HalfDay::Afternoon},    HalfWord{"π.μ.", HalfDay::Morning},    HalfWord{"μ.μ.", HalfDay::Afternoon},
    HalfWord{"πμ", HalfDay::Morning},     HalfWord{"μμ", HalfDay::Afternoon},    HalfWord{"ptg", HalfDay::Afternoon},
    HalfWord{"pg", HalfDay::Morning},     HalfWord{"पूर्वाह्न", HalfDay::Morning},  HalfWord{"अपराह्न", HalfDay::Afternoon},
    HalfWord{"öö", HalfDay::Morning},     HalfWord{"ös", HalfDay::Afternoon}};

/// Of one month a line, in English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish, Polish, Russian,
/// Thai, Swedish, Danish, Finnish, Czech, Hungarian, Romanian, Greek, Ukrainian, Indonesian, Arabic, Hebrew, Hindi.
constexpr std::array kMonths{
    "january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari ocak oca stycznia "
    "styczeń sty января янв มกราคม ม.ค. มกรา januari tammikuuta tammikuu ledna leden január ianuarie ian "
    "ιανουαρίου ιαν січня يناير ינואר בינואר जनवरी",
    "february feb februar februari février févr fév fevrier fevr febrero febbraio fevereiro fev şubat şub "
    "lutego luty lut февраля февр фев กุมภาพันธ์ ก.พ. กุมภา februari helmikuuta helmikuu února únor február "
    "φεβρουαρίου φεβ лютого فبراير פברואר בפברואר फ़रवरी फरवरी",
    "march mac mar märz maerz mär mrz mars marzo março marco maart mrt mart marca marzec марта мар มีนาคม มี.ค. "
    "มีนา marts maaliskuuta maaliskuu března březen március már martie μαρτίου μαρ березня maret مارس מרץ מרס "
    "במרץ मार्च",
    "april apr avril avr abril abr aprile nisan nis kwietnia kwiecień kwi апреля апр เมษายน เม.ย. เมษา "
    "huhtikuuta huhtikuu dubna duben április ápr aprilie απριλίου απρ квітня أبريل ابريل إبريل אפריל באפריל "
    "अप्रैल",
    "may mai mayo maggio mag maio mei mayıs mayis maja maj мая май พฤษภาคม พ.ค. พฤษภา toukokuuta toukokuu "
    "května květen május máj μαΐου μαϊ травня مايو מאי במאי मई",
    "june jun juni juin junio giugno giu junho haziran haz czerwca czerwiec cze июня июн มิถุนายน มิ.ย. มิถุนา "
    "kesäkuuta kesäkuu června červen június jún iunie iun ιουνίου ιουν червня يونيو יוני ביוני जून",
    "july jul juli juillet juil julio luglio lug julho temmuz tem lipca lipiec lip июля июл กรกฎาคม ก.ค. กรกฎา "
    "heinäkuuta heinäkuu července červenec július júl iulie iul ιουλίου ιουλ липня يوليو יולי ביולי जुलाई",
    "august aug août aout agosto ago augustus ağustos ağu sierpnia sierpień sie августа авг สิงหาคม ส.ค. สิงหา "
    "augusti elokuuta elokuu srpna srpen augusztus αυγούστου αυγ серпня agustus أغسطس אוגוסט באוגוסט अगस्त",
    "september sep sept septembre septiembre setiembre settembre set setembro eylül eyl września wrzesień wrz "
    "сентября сент сен กันยายน ก.ย. กันยา syyskuuta syyskuu září szeptember szept septembrie σεπτεμβρίου σεπ "
    "вересня سبتمبر ספטמבר בספטמבר सितंबर सितम्बर",
    "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki października październik paź "
    "октября окт ตุลาคม ต.ค. ตุลา lokakuuta lokakuu října říjen október octombrie οκτωβρίου οκτ жовтня أكتوبر "
    "אוקטובר באוקטובר अक्टूबर अक्तूबर",
    "november nov novembre noviembre novembro kasım kas listopada listopad lis ноября нояб ноя พฤศจิกายน พ.ย. "
    "พฤศจิกา marraskuuta marraskuu listopadu noiembrie noi νοεμβρίου νοε листопада نوفمبر נובמבר בנובמבר नवंबर "
    "नवम्बर",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro aralık ara grudnia "
    "grudzień gru декабря дек ธันวาคม ธ.ค. ธันวา desember joulukuuta joulukuu prosince prosinec decembrie "
    "δεκεμβρίου δεκ грудня ديسمبر דצמבר בדצמבר दिसंबर दिसम्बर"};

constexpr const char *kWeekdays =
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so "
    "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "lunes martes miércoles miercoles mié mie jueves jue viernes vie sábado sabado sáb sab domingo dom "
    "lunedì martedì mercoledì giovedì gio venerdì sabato domenica segunda terça quarta quinta sexta feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag pazartesi salı çarşamba perşembe cuma cumartesi pazar "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 "
    "週五 週六 週日 "
    "礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜天 "
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 火 水 木 金 土 화 수 목 금 토 월요일 화요일 수요일 목요일 금요일 "
    "토요일 일요일 "
    "må mån ti tis on ons to tor tors lö lör sö sön måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag "
    "lørdag søndag lør søn ma ke pe la su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai "
    "po út st čt pá ne pondělí úterý středa čtvrtek pátek neděle poniedziałek wtorek środa czwartek piątek niedziela "
    "hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică "
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή понеділок вівторок середа четвер пʼятниця субота неділя "
    "ma di wo do vr za zo senin selasa rabu kamis jumat sabtu minggu الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت "
    "الأحد "
    "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์";

constexpr const char *kFillers = "d e יום de del den der la las le les el the of on at à as a alle th st nd rd er "
                                 "t o'clock г года г. р r в о dne v ve kello uur hs de. în la ngày วันที่ วัน ที่ เดือน เวลา "
                                 "ค.ศ.";

struct Letters
{
    std::string_view letters;
    int minutes;
};
constexpr std::array kZones{
    Letters{"UTC", 0},    Letters{"GMT", 0},    Letters{"UT", 0},      Letters{"Z", 0},       Letters{"EST", -300},
    Letters{"EDT", -240}, Letters{"CST", -360}, Letters{"CDT", -300},  Letters{"MST", -420},  Letters{"MDT", -360},
    Letters{"PST", -480}, Letters{"PDT", -420}, Letters{"AKST", -540}, Letters{"AKDT", -480}, Letters{"HST", -600},
    Letters{"AST", -240}, Letters{"ADT", -180}, Letters{"NST", -210},  Letters{"NDT", -150},  Letters{"BRT", -180},
    Letters{"ART", -180}, Letters{"WET", 0},    Letters{"WEST", 60},   Letters{"BST", 60},    Letters{"CET", 60},
    Letters{"CEST", 120}, Letters{"MEZ", 60},   Letters{"MESZ", 120},  Letters{"EET", 120},   Letters{"EEST", 180},
    Letters{"TRT", 180},  Letters{"MSK", 180},  Letters{"IST", 330},   Letters{"ICT", 420},   Letters{"WIB", 420},
    Letters{"HKT", 480},  Letters{"SGT", 480},  Letters{"PHT", 480},   Letters{"AWST", 480},  Letters{"JST", 540},
    Letters{"KST", 540},  Letters{"AEST", 600}, Letters{"AEDT", 660},  Letters{"ACST", 570},  Letters{"ACDT", 630},
    Letters{"NZST", 720}, Letters{"NZDT", 780}};

using Words = TimeWords;

void addWords(Words &words, const char *list, TimeWord meaning)
{
    const auto text = QString::fromUtf8(list).normalized(QString::NormalizationForm_C);
    for (const auto &word : text.split(u' ', Qt::SkipEmptyParts))
        words.emplace(word.toStdString(), meaning);
}

const Words &timeWords()
{
    static const auto kWords = [] {
        Words words;
        for (std::size_t i = 0; i < kMonths.size(); ++i)
            addWords(words, kMonths[i], {Says::Month, int(i) + 1});
        for (const auto &[word, half] : kHalfDays)
            words.emplace(std::string(word), TimeWord{Says::Half, int(half)});
        addWords(words, "sa", {Says::HalfBehind, int(HalfDay::Morning)});   // sáng, chiều
        addWords(words, "ch", {Says::HalfBehind, int(HalfDay::Afternoon)}); // "Sa" alone is a Saturday
        addWords(words, "de", {Says::HalfBefore, int(HalfDay::Morning)});   // délelőtt, délután
        addWords(words, "du", {Says::HalfBefore, int(HalfDay::Afternoon)});
        addWords(words, kWeekdays, {Says::Weekday, 0});
        addWords(words, kFillers, {Says::Nothing, 0});
        addWords(words, "年 년", {Says::YearMark, 0});
        addWords(words, "月 월", {Says::MonthMark, 0});
        addWords(words, "日 号 號 일", {Says::DayMark, 0});
        addWords(words, "时 時 点 點 시 h uhr hrs часов น", {Says::HourMark, 0});
        addWords(words, "分 분 min m", {Says::MinuteMark, 0});
        addWords(words, "秒 초 s sec", {Says::SecondMark, 0});
        addWords(words, "令和", {Says::Era, 2018});
        addWords(words, "平成", {Says::Era, 1988});
        addWords(words, "昭和", {Says::Era, 1925});
        addWords(words, "大正 民國 民国", {Says::Era, 1911});
        addWords(words, "明治", {Says::Era, 1867});
        addWords(words, "พ.ศ. พ.ศ พศ", {Says::Era, -543});
        addWords(words, "元年", {Says::YearOne, 1});
        addWords(words, "tháng", {Says::MonthNext, 0});
        addWords(words, "năm", {Says::YearNext, 0});
        addWords(words, "kl klo pukul ore um às lúc", {Says::ClockNext, 0});
        for (const auto &[letters, minutes] : kZones)
            words.emplace(QString::fromLatin1(letters.data(), qsizetype(letters.size())).toLower().toStdString(),
                          TimeWord{Says::Zone, minutes});
        return words;
    }();
    return kWords;
}

/// Of the character at the front; 0 at the end.
char32_t firstCharacter(std::string_view text, std::size_t &length)
{
    if (text.empty())
        return length = 0;
    const auto lead = static_cast<unsigned char>(text.front());
    length = std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, text.size());
    char32_t c = lead < 0x80 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i)
        c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
    return c;
}

constexpr char32_t kFirstUnspaced = 0x0E00; ///< Thai, and what comes after it that matters: no blanks between words

bool isSpacedLetter(char32_t c)
{
    return c < kFirstUnspaced && (QChar::isLetter(c) || QChar::isMark(c));
}

std::string_view spacedWord(std::string_view text)
{
    std::size_t end = 0, length = 0;
    while (isSpacedLetter(firstCharacter(text.substr(end), length)))
        end += length;
    return text.substr(0, end);
}

/// What is written for the same in ASCII; 0 leaves the character out, the character itself keeps it.
char32_t plain(char32_t c, char decimal)
{
    if (const int digit = QChar::digitValue(c); digit >= 0 && QChar::category(c) == QChar::Number_DecimalDigit)
        return char32_t('0' + digit);
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    switch (c) {
    case 0x00A0:
    case 0x2009:
    case 0x202F:
    case 0x3000:
        return U' ';
    case 0x066B:
        return char32_t(decimal);
    case 0x066C:
        return decimal == ',' ? U'.' : U',';
    case 0x060C:
        return U',';
    case 0x2212:
        return U'-';
    case 0x2019:
        return U'\'';
    case 0x05F3: // behind what is abbreviated
    case 0x0970:
        return U'.';
    default:
        return QChar::category(c) == QChar::Other_Format ? 0 : c;
    }
}

} // namespace

HalfDay takeHalfDay(std::string_view &text)
{
    const auto isSame = [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && (a | 0x20) == b); };
    for (const auto &[word, half] : kHalfDays)
        if (text.size() >= word.size() &&
            std::equal(word.begin(), word.end(), text.begin(), [&](char b, char a) { return isSame(a, b); })) {
            text.remove_prefix(word.size());
            return half;
        }
    return HalfDay::None;
}

std::optional<int> hourOfDay(HalfDay half, int hour)
{
    constexpr int kLastOfNight = 4; // 밤 1시 is past midnight, 밤 8시 before it
    switch (half) {
    case HalfDay::None:
        return hour;
    case HalfDay::Morning:
        return hour > 12 ? std::nullopt : std::optional(hour % 12);
    case HalfDay::Afternoon:
        return hour > 12 ? hour : hour % 12 + 12;
    case HalfDay::Noon:
        return hour >= 10 ? hour : hour + 12;
    case HalfDay::Night:
        return hour == 12 ? std::nullopt : std::optional(hour > kLastOfNight && hour < 12 ? hour + 12 : hour);
    }
    return std::nullopt;
}

namespace {

/// The word that the text begins with: up to the next blank, or the longest that there is.
std::optional<TimeWord> takeFrom(const Words &words, std::string_view &text)
{
    constexpr std::size_t kLongest = 36;
    auto length = spacedWord(text).size();
    const bool isSpaced = length > 0;
    for (length = isSpaced ? length : std::min(text.size(), kLongest); length > 0; --length) {
        if (const auto found = words.find(std::string(text.substr(0, length))); found != words.end()) {
            text.remove_prefix(length);
            return found->second;
        }
        if (isSpaced)
            break;
    }
    return std::nullopt;
}

} // namespace

std::optional<TimeWord> takeTimeWord(std::string_view &text, bool inAllLanguages)
{
    if (const auto word = spacedWord(text); !word.empty() && word.size() <= 2)
        if (auto rest = text; takeHalfDay(rest) != HalfDay::None && rest.size() + 2 < text.size()) {
            const auto half = takeHalfDay(text); // "p. m.", of which each letter is a word
            return TimeWord{Says::Half, int(half)};
        }
    const auto word = takeFrom(timeWords(), text);
    return word || !inAllLanguages ? word : takeFrom(localeWords(), text);
}

std::optional<int> zoneOfLetters(std::string_view letters)
{
    const auto found =
        std::find_if(kZones.begin(), kZones.end(), [&](const auto &zone) { return zone.letters == letters; });
    return found == kZones.end() ? std::nullopt : std::optional(found->minutes);
}

std::string_view withPlainDigits(std::string_view text, std::string &buffer, char decimal)
{
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return text;
    buffer.clear();
    for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
        const auto c = firstCharacter(text, length), ascii = plain(c, decimal);
        if (ascii != 0 && ascii < 0x80)
            buffer += char(ascii);
        else if (ascii != 0)
            buffer += text.substr(0, length);
    }
    return buffer;
}

std::string_view unwrapped(std::string_view text)
{
    const auto isOuter = [](char c) { return c == '/' || c == '(' || c == ')' || c == '"' || c == '\''; };
    if (text.size() < 8 || (text.back() != ')' && !text.ends_with(")/")))
        return text;
    const auto open = text.find('(');
    const auto isName = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '/'; };
    if (open == text.npos || open == 0 || !std::all_of(text.begin(), text.begin() + std::ptrdiff_t(open), isName))
        return text;
    text.remove_prefix(open);
    while (!text.empty() && isOuter(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isOuter(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace aisle
