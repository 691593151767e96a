#include "core/transfer/recognition/recognise.h"

#include "core/common/error.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/nested/nestedcolumns.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/columnroles.h"
#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/recognition/findings.h"
#include "core/transfer/recognition/orderheads.h"
#include "core/transfer/recognition/timecolumn.h"
#include "core/transfer/tables/quoting.h"
#include "core/transfer/tables/tableframe.h"
#include "core/transfer/times/writtentime.h"

#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kSampleRows = 200'000;
constexpr std::size_t kSampleCells = 4'000'000; ///< bounds the work on very wide files
constexpr std::size_t kShownRows = 50;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string toldSeparator(QString hint)
{
    if (hint == QLatin1String("\\t") || hint == QLatin1String("tab"))
        return "\t";
    if (hint == QLatin1String("space"))
        return " ";
    if (hint == QLatin1String("\\001"))
        return "\x01";
    return hint.toStdString();
}

/// What speaks for the first row being a header, in fields.
struct HeaderSigns
{
    int known = 0, values = 0, typed = 0, unlike = 0, repeated = 0;
};

/// Everything that is known about a file while it is being recognised.
struct Recogniser
{
    const InputSource &source;
    const RecognitionHints &hints;
    const ReadLimits &limits;
    Recognition result{};
    SampleText text{};
    SampleRows sample{};
    std::vector<std::string> names{};
    std::vector<ColumnGuess> columns{};
    std::size_t firstRow = 0; ///< of the data
    bool isCut = false;       ///< the sample is not every row of the text
    double fittingShare = 1;  ///< of the sampled rows that have the columns, no more and no fewer

    Recipe &recipe() { return result.recipe; }
    void remark(const QString &sentence) { result.remarks << sentence; }

    Recognition run();
    void readJson(const char *form);
    void passOver(int lines);
    std::string takeHead();
    void cut(const SeparatorGuess &guess);
    void findFirstLine(const SeparatorGuess &guess);
    void findSeparator();
    bool findPairLayout(const SeparatorGuess &guess);
    void makePairs(Layout layout, const std::string &separator);
    void findHeader();
    std::size_t rowsLikeFirst() const;
    HeaderSigns signsOfHeader() const;
    bool firstRowIsHeader() const;
    void countFitting(std::size_t width);
    void refuseTooWide() const;
    void nameColumns();
    void flattenCells(RecognitionHints &told);
    void profileColumns();
    void findDecimal();
    FilePart partOfName() const;
    void refuseText();
    void checkPart();
    void findKinds();
    void nameSearches();
    void nameRows();
    void findHeads();
    void checkLog();
    void showRows();
    void describe();
};

void Recogniser::readJson(const char *form)
{
    recipe().separator = QString::fromLatin1(form);
    recipe().header = true;
    const auto reader = openRows(source, recipe(), limits);
    RowBatch batch;
    while (sample.rows.size() < kSampleRows / 4 && reader->next(batch))
        for (auto row : batch.rows) {
            if (row.reason)
                continue;
            const auto *fields = batch.fields.data() + row.firstField;
            row.firstField = std::uint32_t(sample.fields.size());
            for (std::uint32_t i = 0; i < row.fieldCount; ++i)
                sample.fields.push_back(sample.storage.unquoted.emplace_back(fields[i]));
            row.raw = {};
            sample.rows.push_back(row);
        }
    isCut = sample.rows.size() >= kSampleRows / 4;
    names = reader->header();
    recipe().header = std::any_of(names.begin(), names.end(), [](const auto &name) { return !name.starts_with('#'); });
    if (recipe().separator == QLatin1String(kJsonListSeparator))
        remark(QStringLiteral("The file is one JSON object around a list: each element of the list is a row."));
    if (recipe().separator == QLatin1String(kJsonMapSeparator))
        remark(QStringLiteral("The file is one JSON object: each of its members is a row, its name is the column %1.")
                   .arg(QString::fromLatin1(kJsonKeyColumn)));
}

bool isKeyWord(std::string_view token)
{
    return token.size() <= 40 && std::any_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           token.find_first_of(".,;|\"") == token.npos;
}

/// Lines of differing length that hold nothing but keys: `user item item ...` where every line begins with another key,
/// else sequences.
bool Recogniser::findPairLayout(const SeparatorGuess &guess)
{
    const auto told = hints.layout;
    const bool asked = told == QLatin1String("adjacency") || told == QLatin1String("sequences");
    const bool isTable = guess.fields > 1 && guess.share > (guess.separator == " " ? 0.99 : 0.8);
    if (!asked && (isTable || told == QLatin1String("events") || !hints.columns.empty()))
        return false;
    std::vector<std::string> candidates{" ", ",", "\t", ";"};
    if (!isAuto(hints.separator))
        candidates = {toldSeparator(hints.separator)};
    for (const auto &separator : candidates) {
        const auto lines = sampleRows(text, {.separator = separator, .spansLines = false}, 20'000, 1 << 20);
        std::size_t tokens = 0, keys = 0, longest = 0, shortest = SIZE_MAX;
        std::vector<std::string_view> firsts;
        for (const auto &line : lines.rows) {
            for (std::uint32_t i = 0; i < line.fieldCount; ++i)
                keys += isKeyWord(trimmed(lines.fields[line.firstField + i]));
            tokens += line.fieldCount;
            longest = std::max<std::size_t>(longest, line.fieldCount);
            shortest = std::min<std::size_t>(shortest, line.fieldCount);
            firsts.push_back(lines.field(line, 0));
        }
        const bool keysOnly = lines.rows.size() >= 3 && keys * 100 >= tokens * 95 && tokens >= 2 * lines.rows.size() &&
                              longest > shortest;
        if (!keysOnly && !(asked && tokens > lines.rows.size()))
            continue;
        std::sort(firsts.begin(), firsts.end());
        const auto distinct = std::size_t(std::unique(firsts.begin(), firsts.end()) - firsts.begin());
        const bool adjacency = asked ? told == QLatin1String("adjacency") : distinct * 1000 >= lines.rows.size() * 999;
        makePairs(adjacency ? Layout::Adjacency : Layout::Sequences, separator);
        return true;
    }
    if (asked)
        makePairs(told == QLatin1String("adjacency") ? Layout::Adjacency : Layout::Sequences, " ");
    return asked;
}

void Recogniser::makePairs(Layout layout, const std::string &separator)
{
    const bool adjacency = layout == Layout::Adjacency;
    recipe().layout = layout;
    recipe().separator = QString::fromStdString(separator);
    recipe().header = hints.header == QLatin1String("yes");
    recipe().columns = {{QStringLiteral("#1"), adjacency ? Role::User : Role::Session, {}},
                        {QStringLiteral("#2"), Role::Item, {}}};
    recipe().sessionsAreUsers = !adjacency;
    sample = sampleRows(text, {.separator = separator, .comment = recipe().comment.toStdString(), .spansLines = false},
                        kSampleRows);
    remark(adjacency
               ? QStringLiteral(
                     "Every line is a shopper and the shopper's products, oldest first: each begins with another key.")
               : QStringLiteral("Every line is one session or shopper: products, oldest first."));
    result.columns = {{QStringLiteral("#1"),
                       recipe().columns[0].role,
                       {},
                       QStringLiteral("the line"),
                       std::int64_t(sample.rows.size()),
                       std::int64_t(sample.rows.size()),
                       {}},
                      {QStringLiteral("#2"), Role::Item, {}, QStringLiteral("the other keys of the line"), 0, 0, {}}};
}

/// Takes what stands above the table off the sample: lines as told, the note of the separator, comments.
void Recogniser::passOver(int lines)
{
    auto &head = text.pieces.front();
    head.erase(0, head.size() - withoutLines(head, lines).size());
    recipe().skipLines += lines;
}

std::string Recogniser::takeHead()
{
    if (hints.skipLines)
        passOver(*hints.skipLines);
    std::size_t unused = 0;
    auto noted = separatorOfNote(lineAt(text.pieces.front(), 0, unused));
    if (!noted.empty() && !hints.skipLines)
        passOver(1);
    recipe().comment = hints.comment;
    const auto comments = leadingComments(text.pieces.front());
    if (!hints.comment.isEmpty() || hints.skipLines || comments.lines == 0)
        return noted;
    const auto below = withoutLines(text.pieces.front(), comments.lines);
    const SampleText rest{{std::string(below)}, text.whole, text.encoding};
    const auto guess = guessSeparator(rest);
    const auto last = withoutLines(text.pieces.front(), comments.lines - 1);
    const bool isHeader = guess.fields > 1 && fieldsOfLine(lineAt(last, 0, unused), guess.separator) == guess.fields;
    if (isHeader || isMarkOfRows(below, comments.mark, guess.separator, guess.fields))
        passOver(comments.lines - isHeader);
    else
        recipe().comment = QString::fromStdString(comments.mark);
    return noted;
}

void Recogniser::cut(const SeparatorGuess &guess)
{
    SampleFormat format{guess.separator, guess.fields, recipe().quotes, recipe().comment.toStdString()};
    sample = sampleRows(text, format, kSampleRows);
    const auto widest = std::max<std::size_t>(guess.fields, 1);
    isCut = sample.rows.size() >= kSampleRows || sample.rows.size() * widest > kSampleCells;
    if (sample.rows.size() * widest > kSampleCells)
        sample.rows.resize(std::max<std::size_t>(100, kSampleCells / widest));
}

/// Lines above the table that are neither told nor comments: a report's name, its period, its filters.
void Recogniser::findFirstLine(const SeparatorGuess &guess)
{
    if (guess.fields < 2 || hints.skipLines)
        return;
    const auto above = linesAbove(text.pieces.front(), guess.separator, guess.fields, recipe().comment.toStdString());
    if (above.lines == 0 || (above.isSure && guess.share < 0.8))
        return;
    const auto before = text.pieces.front();
    passOver(above.lines);
    cut(guess);
    const auto signs = signsOfHeader();
    if (above.isSure || (signs.values == 0 && (signs.known >= 2 || signs.unlike > 0)))
        return;
    text.pieces.front() = before;
    recipe().skipLines -= above.lines;
    cut(guess);
}

void Recogniser::findSeparator()
{
    const auto noted = takeHead();
    const auto comment = recipe().comment.toStdString();
    const auto quoted = separatorOfApostrophes(text.pieces.front());
    if (!quoted.empty())
        recipe().quotes = Quotes::Apostrophe;
    const auto told = isAuto(hints.separator) ? (noted.empty() ? quoted : noted) : toldSeparator(hints.separator);
    const auto guess = told.empty() ? guessSeparator(text, comment) : guessWith(text, told, comment, recipe().quotes);
    if (findPairLayout(guess))
        return;
    recipe().separator = QString::fromStdString(guess.separator);
    if (quoted.empty())
        recipe().quotes = judgeQuotes(text.pieces.front(), guess.separator, guess.fields);
    cut(guess);
    findFirstLine(guess);
    if (recipe().skipLines > 0)
        remark(QStringLiteral("The table begins in line %1: what stands above it is left out.")
                   .arg(counted(recipe().skipLines + 1)));
    if (!recipe().comment.isEmpty())
        remark(QStringLiteral("Lines that begin with %1 are comments and left out.").arg(recipe().comment));
    if (recipe().quotes == Quotes::Apostrophe)
        remark(QStringLiteral("Fields stand in ' marks."));
    if (recipe().quotes == Quotes::None)
        remark(QStringLiteral("Quotation marks are part of the text: the file is written without quoting."));
}

bool looksLikeValue(std::string_view text)
{
    return parseNumber(text, u'.').has_value() || parseNumber(text, u',').has_value() ||
           freeTime(text, true).has_value();
}

/// Rows that are the first one once more: a file that was put together has its header several times.
std::size_t Recogniser::rowsLikeFirst() const
{
    const auto isSame = [&](const auto &row) { return row.raw == sample.rows.front().raw; };
    return std::size_t(std::count_if(sample.rows.begin(), sample.rows.end(), isSame)) - 1;
}

HeaderSigns Recogniser::signsOfHeader() const
{
    HeaderSigns signs;
    if (sample.rows.empty())
        return signs;
    const auto &row = sample.rows.front();
    const auto again = rowsLikeFirst();
    const bool skipsAgain = again > 0 && again * 10 <= sample.rows.size();
    for (std::uint32_t i = 0; i < row.fieldCount; ++i) {
        const auto cell = trimmed(sample.field(row, i));
        signs.typed += cell.ends_with(":token") || cell.ends_with(":float") || cell.ends_with(":token_seq") ||
                       cell.ends_with(":float_seq");
        if (const auto named = roleOfName(fromUtf8(cell)); named && named->strength >= 2)
            ++signs.known;
        if (looksLikeValue(cell))
            ++signs.values;
        std::size_t same = 0, numbers = 0;
        const auto rows = std::min<std::size_t>(sample.rows.size(), 1000);
        for (std::size_t r = 1; r < rows; ++r) {
            const auto other = trimmed(sample.field(sample.rows[r], i));
            same += other == cell && !cell.empty() && !(skipsAgain && sample.rows[r].raw == row.raw);
            numbers += r < 100 && looksLikeValue(other);
        }
        signs.repeated += same > 0;
        signs.unlike += !looksLikeValue(cell) && numbers * 2 > std::min<std::size_t>(rows, 100);
    }
    return signs;
}

/// A header has names: no numbers and dates, none twice, and either words that are known or values unlike those below.
bool Recogniser::firstRowIsHeader() const
{
    if (sample.rows.empty())
        return false;
    const auto [known, values, typed, unlike, repeated] = signsOfHeader();
    const int fields = int(sample.rows.front().fieldCount);
    if (typed == fields && typed > 0)
        return true;
    if (known >= 2 && values == 0)
        return true;
    if (values * 4 > fields || (values > 0 && known < 2))
        return false;
    return unlike > 0 ? repeated * 2 <= fields : known > 0 || (repeated == 0 && fields > 1);
}

void Recogniser::findHeader()
{
    recipe().header = isAuto(hints.header) ? firstRowIsHeader() : hints.header == QLatin1String("yes");
    if (!recipe().header || sample.rows.empty())
        return;
    const auto &row = sample.rows.front();
    names = headerNames({sample.fields.data() + row.firstField, row.fieldCount});
    firstRow = 1;
    std::erase_if(sample.rows, [&, first = row.raw](const auto &each) {
        return &each != &sample.rows.front() && trimmed(each.raw) == trimmed(first);
    });
}

/// A table that nobody could look through, and that would be looked at for minutes.
void Recogniser::refuseTooWide() const
{
    constexpr std::uint32_t kMostColumns = 4096;
    for (const auto &row : sample.rows) {
        if (row.fieldCount > kMostColumns)
            throw Error("import.too-many-columns",
                        QT_TRANSLATE_NOOP("Error", "%1 has a line of %2 fields; a table may have %3 columns: name its "
                                                   "separator, or --layout adjacency or sequences where a line lists "
                                                   "products."),
                        {source.displayName(), QString::number(row.fieldCount), QString::number(kMostColumns)});
    }
}

/// As the reader judges them: a row that is longer fits only by empty fields.
void Recogniser::countFitting(std::size_t width)
{
    std::size_t fitting = 0;
    for (std::size_t i = firstRow; i < sample.rows.size(); ++i) {
        const auto &row = sample.rows[i];
        std::size_t filled = row.fieldCount;
        while (filled > width && sample.field(row, filled - 1).empty())
            --filled;
        fitting += filled == width;
    }
    if (sample.rows.size() > firstRow)
        fittingShare = double(fitting) / double(sample.rows.size() - firstRow);
}

void Recogniser::nameColumns()
{
    std::map<std::size_t, std::size_t> sizes;
    for (std::size_t i = firstRow; i < sample.rows.size(); ++i)
        ++sizes[sample.rows[i].fieldCount];
    std::size_t width = names.size(), most = 0;
    for (const auto &[fields, count] : sizes)
        if (count > most) {
            most = count;
            width = fields;
        }
    if (!names.empty() && width > names.size() && 2 * most > sample.rows.size()) {
        const auto lastEmpty = std::all_of(sample.rows.begin() + std::ptrdiff_t(firstRow), sample.rows.end(),
                                           [&](const auto &row) { return sample.field(row, names.size()).empty(); });
        if (!lastEmpty)
            remark(QStringLiteral(
                       "The header has %1 names, most rows have %2 fields: the others are called by their number.")
                       .arg(QString::number(names.size()), QString::number(width)));
        else
            width = names.size();
    } else if (!names.empty()) {
        width = names.size();
    }
    for (auto i = names.size(); i < width; ++i)
        names.push_back(std::string("#").append(std::to_string(i + 1)));
    countFitting(width);
    std::erase_if(sample.rows, [&](const auto &row) { return &row != &sample.rows.front() && row.fieldCount < width; });
    if (names.empty())
        throw Error("import.no-rows", QT_TRANSLATE_NOOP("Error", "There is nothing in %1 that can be read."),
                    {source.displayName()});
}

/// Objects and lists in cells are no keys: they are taken apart.
void Recogniser::flattenCells(RecognitionHints &told)
{
    const auto item = hints.columns.find(QStringLiteral("item"));
    if (hints.part == FilePart::Items || hints.part == FilePart::Users)
        return;
    const auto nested = findNested(names, sample, firstRow, item == hints.columns.end() ? QString() : item->second);
    if (!nested)
        return;
    recipe().flattening = nested->flattening;
    sample = flattened(std::move(sample), firstRow, *nested);
    names = nested->columns;
    firstRow = 0;
    result.remarks << nested->remarks;
    if (nested->areProducts && item == hints.columns.end())
        told.columns[QStringLiteral("item")] = nested->flattening.lists.front();
    const auto pieces = nested->flattening.lists.value(0) + QLatin1Char('.') + QLatin1String(kPiecesMember);
    if (!nested->flattening.elementForm.isEmpty() && !hints.columns.contains(QStringLiteral("quantity")))
        told.columns[QStringLiteral("quantity")] = pieces;
}

void Recogniser::profileColumns()
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        ColumnGuess guess;
        guess.name = QString::fromStdString(names[i]);
        guess.profile = profileColumn(sample, firstRow, i, recipe().missing);
        guess.why =
            QStringLiteral("%1 distinct in %2 rows").arg(counted(guess.profile.distinct), counted(guess.profile.rows));
        columns.push_back(std::move(guess));
    }
}

void Recogniser::findDecimal()
{
    std::int64_t commas = 0, points = 0;
    for (const auto &column : columns) {
        const bool number = column.role == Role::UnitPrice || column.role == Role::Value ||
                            column.role == Role::Quantity || column.role == Role::LineTotal ||
                            column.field == QLatin1String("price") ||
                            (column.role == Role::Ignore && column.profile.looksNumeric());
        commas += number ? column.profile.decimalCommas : 0;
        points += number ? column.profile.decimalPoints : 0;
    }
    if (!isAuto(hints.decimal))
        recipe().decimal = hints.decimal.front();
    else if (commas > points) {
        recipe().decimal = u',';
        remark(QStringLiteral("Numbers are written with a decimal comma (%1 of %2 that have a mark).")
                   .arg(counted(commas), counted(commas + points)));
    }
}

void Recogniser::findKinds()
{
    const auto column =
        std::find_if(columns.begin(), columns.end(), [](const auto &c) { return c.role == Role::Kind; });
    if (column != columns.end()) {
        QStringList words;
        bool codes = true;
        for (const auto &[word, count] : column->profile.words) {
            result.kindWords.emplace_back(word, count);
            words << word;
            codes = codes && word.size() == 1 && word.front().isDigit();
        }
        std::stable_sort(result.kindWords.begin(), result.kindWords.end(),
                         [](const auto &a, const auto &b) { return a.second > b.second; });
        if (codes) {
            recipe().kindMap = words.size() == 2 && column->why.contains(QLatin1String("clicked"))
                                   ? std::vector<std::pair<QString, Meaning>>{{QStringLiteral("0"), Meaning::Exposure},
                                                                              {QStringLiteral("1"), Meaning::View}}
                                   : meaningsOfCodes(words);
            if (!recipe().kindMap.empty())
                remark(QStringLiteral("Kinds are number codes, read as in known logs: %1 is %2. Check this.")
                           .arg(recipe().kindMap.front().first,
                                QString::fromLatin1(meaningName(recipe().kindMap.front().second))));
        }
        if (recipe().kindMap.empty())
            for (const auto &word : words)
                recipe().kindMap.emplace_back(word, meaningOfWord(word).value_or(Meaning::Other));
    }
    nameSearches();
    for (const auto &[word, meaning] : hints.kindMap) {
        std::erase_if(recipe().kindMap, [&](const auto &entry) { return entry.first == word; });
        recipe().kindMap.emplace_back(word, meaning);
    }
    for (const auto &[word, count] : result.kindWords)
        for (const auto &[mapped, meaning] : recipe().kindMap)
            if (mapped == word && meaning == Meaning::Other && !meaningOfWord(word)) {
                result.unknownKinds << word;
                remark(QStringLiteral("The kind '%1' (%2 rows) is not known: it counts as other.")
                           .arg(word, counted(count)));
            }
}

/// Of a User Behavior Insights log the rows without an action are the queries themselves.
void Recogniser::nameSearches()
{
    const auto find = [&](auto is) { return std::find_if(columns.begin(), columns.end(), is); };
    const auto kind = find([](const auto &c) { return c.role == Role::Kind; });
    const auto query = find([](const auto &c) { return c.field == QLatin1String("query"); });
    const bool hasIds = find([](const auto &c) { return c.field == QLatin1String("query-id"); }) != columns.end();
    if (kind == columns.end() || query == columns.end() || !hasIds || kind->profile.filled == kind->profile.rows)
        return;
    recipe().kindDefault = QStringLiteral("search");
    recipe().kindDefaultMeaning = Meaning::Search;
    remark(QStringLiteral("Rows without %1 are searches: %2 says for what.").arg(kind->name, query->name));
}

/// What happened in the rows of a log without a column of kinds, where another column tells.
void Recogniser::nameRows()
{
    const auto column = [&](Role role) {
        return std::find_if(columns.begin(), columns.end(), [&](const auto &c) { return c.role == role; });
    };
    if (column(Role::Kind) != columns.end() || result.part == FilePart::Items || result.part == FilePart::Users)
        return;
    const auto name = [&](const char *kind, Meaning meaning) {
        recipe().kindDefault = QString::fromLatin1(kind);
        recipe().kindDefaultMeaning = meaning;
    };
    const auto quantity = column(Role::Quantity);
    const bool priced = column(Role::UnitPrice) != columns.end() || column(Role::LineTotal) != columns.end() ||
                        std::any_of(columns.begin(), columns.end(), [](const auto &c) { return c.isTotal; });
    if (quantity != columns.end() && priced) {
        name("purchase", Meaning::Purchase);
        return remark(column(Role::Session) != columns.end()
                          ? QStringLiteral("Rows have an order, a quantity and a price: they are purchases.")
                          : QStringLiteral("Rows have a quantity and a price: they are purchases."));
    }
    if (quantity != columns.end() || priced)
        return;
    if (const auto value = column(Role::Value); value != columns.end()) {
        if (isRatingName(value->name)) {
            name("rating", Meaning::Rating);
            remark(QStringLiteral("Rows have a rating (%1): they are ratings.").arg(value->name));
        }
        return;
    }
    const auto tag = std::find_if(columns.begin(), columns.end(), [](const auto &c) {
        return c.role == Role::Context && c.field == QLatin1String("tag");
    });
    if (tag != columns.end()) {
        name("tag", Meaning::Interaction);
        remark(QStringLiteral("Rows have a word for the product (%1): they are tags.").arg(tag->name));
    }
}

/// Order heads that stand in an order's first line alone are filled down.
void Recogniser::findHeads()
{
    const auto heads =
        result.part == FilePart::Log ? findOrderHeads(columns, sample, firstRow, recipe().missing) : std::nullopt;
    if (!heads)
        return;
    recipe().filledDown = heads->columns;
    recipe().orderColumn = heads->orderColumn;
    for (auto &column : columns)
        if (const auto at = heads->columns.indexOf(column.name); at >= 0)
            column.profile.filled += heads->filled[std::size_t(at)];
    remark(QStringLiteral("Only the first line of an order has %1: its further lines (%2 of the sampled rows) take it "
                          "from there.")
               .arg(heads->columns.join(QStringLiteral(", ")), counted(heads->rows)));
}

/// Whether naming the column as a key could help: its values differ and are no times and no fractions.
bool mayBeKey(const ColumnGuess &column)
{
    const auto &profile = column.profile;
    return column.role == Role::Ignore && profile.distinct > 1 && profile.timeShare() < 0.5 &&
           (!profile.looksNumeric() || profile.share(profile.integers) > 0.95);
}

/// What follows from the roles together.
void Recogniser::checkLog()
{
    for (const auto &other : columns) {
        const auto first =
            std::find_if(columns.begin(), columns.end(), [&](const auto &c) { return c.role == other.role; });
        if (other.gaps > 0)
            remark(QStringLiteral("%1 is empty in %2 of the sampled rows that have %3: it is taken from there.")
                       .arg(first->name, counted(other.gaps), other.name));
    }
    const auto column = [&](Role role) {
        const auto at = std::find_if(columns.begin(), columns.end(), [&](const auto &c) { return c.role == role; });
        return at == columns.end() ? nullptr : &*at;
    };
    const auto *quantity = column(Role::Quantity);
    nameRows();
    if (!hints.kindDefault.isEmpty()) {
        recipe().kindDefault = hints.kindDefault;
        recipe().kindDefaultMeaning = meaningOfWord(hints.kindDefault).value_or(Meaning::Interaction);
        if (const auto told = meaningFromName(hints.kindDefault.toStdString()); told.known)
            recipe().kindDefaultMeaning = told.meaning;
    }
    if (quantity) {
        recipe().negativeQuantityIsReturn = true;
        result.negativeQuantities = quantity->profile.negatives;
        if (quantity->profile.negatives)
            remark(QStringLiteral("%1 of the sampled rows have a negative quantity: they are returns, not purchases.")
                       .arg(counted(quantity->profile.negatives)));
    }
    if (result.part == FilePart::Log && !column(Role::Time))
        remark(
            QStringLiteral("No column says when something happened: of each shopper the order of the rows counts, and "
                           "what is held out cannot be the latest of the log."));
    if (!column(Role::User) && column(Role::Session) && result.part == FilePart::Log) {
        recipe().sessionsAreUsers = true;
        remark(QStringLiteral("There is no column of shoppers: each session (%1) is taken for a shopper.")
                   .arg(column(Role::Session)->name));
    }
    if (const auto *user = column(Role::User); user && user->profile.filled < user->profile.rows)
        remark((column(Role::Session)
                    ? QStringLiteral("%1 of %2 sampled rows have no shopper: they are rejected unless guests are taken "
                                     "by order or session.")
                : std::any_of(columns.begin(), columns.end(), mayBeKey)
                    ? QStringLiteral("%1 of %2 sampled rows have no shopper: they are rejected. Name the column of "
                                     "orders or sessions to keep them as guests.")
                    : QStringLiteral("%1 of %2 sampled rows have no shopper: they are rejected."))
                   .arg(counted(user->profile.rows - user->profile.filled), counted(user->profile.rows)));
    if (const auto *time = column(Role::Time);
        time && result.part == FilePart::Log && time->profile.filled < time->profile.rows)
        remark(QStringLiteral("%1 of %2 sampled rows have no time (%3): they are rejected.")
                   .arg(counted(time->profile.rows - time->profile.filled), counted(time->profile.rows), time->name));
    if (const auto *total = column(Role::LineTotal); total && quantity)
        remark(QStringLiteral("%1 is an amount for the whole line: the unit price is %1 / %2.")
                   .arg(total->name, quantity->name));
    if (const auto *clock = column(Role::TimeOfDay))
        remark(QStringLiteral("The time of day stands in a column of its own (%1): it is joined with the date of %2.")
                   .arg(clock->name, column(Role::Time) ? column(Role::Time)->name : QString()));
}

/// What the file's own name says, for lists whose columns do not.
FilePart Recogniser::partOfName() const
{
    const QFileInfo file(source.member.isEmpty() ? source.path : source.member);
    const auto name = file.fileName().toLower();
    const auto has = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *word) { return name.contains(QString::fromUtf8(word)); });
    };
    const bool people = has({".user", "users", "customer", "member", "shopper", "buyer", "visitor", "demographic",
                             "用户", "会员", "顾客", "客户", "买家"});
    const bool things =
        has({".item", "item", "product", "goods", "catalog", "article", "movies", "商品", "产品", "宝贝"});
    return people == things ? FilePart::Unknown : people ? FilePart::Users : FilePart::Items;
}

/// Lines of running text fall into rows of differing length, and no column of them holds numbers or times.
void Recogniser::refuseText()
{
    constexpr double kMostFit = 0.5;
    if (hints.part || !hints.columns.empty() || fittingShare >= kMostFit)
        return;
    const bool hasFigures = std::any_of(columns.begin(), columns.end(), [](const auto &column) {
        return column.profile.filled > 0 && (column.profile.looksNumeric() || column.profile.timeShare() >= 0.5);
    });
    if (hasFigures)
        return;
    for (auto &column : columns)
        column.role = Role::Ignore;
    result.part = FilePart::Unknown;
    remark(QStringLiteral("Most of its rows do not have the columns of the others, and no column holds numbers or "
                          "times: this looks like text, not like a table."));
}

void Recogniser::checkPart()
{
    if (result.part != FilePart::Unknown || hints.part)
        return;
    const auto has = [&](Role role) {
        return std::any_of(columns.begin(), columns.end(), [&](const auto &c) { return c.role == role; });
    };
    const auto one = std::find_if(columns.begin(), columns.end(), [](const auto &c) { return c.profile.isUnique(); });
    if (has(Role::Item) && !has(Role::User))
        remark(QStringLiteral("No column looks like a shopper."));
    else if (has(Role::User) && !has(Role::Item))
        remark(QStringLiteral("No column looks like a product."));
    else if (one != columns.end())
        remark(QStringLiteral("Every row has another key in %1: this is a list, no log. Say whether it lists products "
                              "or shoppers, or name the columns of a log.")
                   .arg(one->name));
    else if (std::any_of(columns.begin(), columns.end(), mayBeKey))
        remark(QStringLiteral("Nothing says which column is the shopper and which the product: name them."));
    else
        remark(QStringLiteral("No column can be a shopper or a product: this is no log."));
}

void Recogniser::showRows()
{
    for (std::size_t i = firstRow; i < sample.rows.size() && result.firstRows.size() < kShownRows; ++i) {
        std::vector<QString> cells;
        for (std::uint32_t k = 0; k < sample.rows[i].fieldCount; ++k)
            cells.push_back(fromUtf8(sample.field(sample.rows[i], k)));
        result.firstRows.push_back(std::move(cells));
    }
    result.sampledRows = std::int64_t(sample.rows.size() - std::min(firstRow, sample.rows.size()));
    result.whole = text.whole && !isCut;
}

void Recogniser::describe()
{
    for (const auto &column : columns) {
        recipe().columns.push_back({column.name, column.role, column.field});
        result.columns.push_back({column.name, column.role, column.field, column.why, column.profile.filled,
                                  column.profile.distinct, column.profile.examples});
    }
}

Recognition Recogniser::run()
{
    if (!hints.missing.isEmpty())
        recipe().missing = hints.missing;
    text = sampleText(source, isAuto(hints.encoding) ? QString() : hints.encoding, limits);
    recipe().encoding = text.encoding.name;
    if (text.encoding.name != QLatin1String("UTF-8"))
        remark(QStringLiteral("The text is %1: %2.").arg(text.encoding.name, text.encoding.why));
    const auto *json = isAuto(hints.layout) || hints.layout == QLatin1String("events")
                           ? jsonFormOf(text.pieces.front(), text.whole)
                           : nullptr;
    if (json && (isAuto(hints.separator) || hints.separator == QString::fromLatin1(json)))
        readJson(json);
    else
        findSeparator();
    if (recipe().layout != Layout::Events) {
        showRows();
        return std::move(result);
    }
    refuseTooWide();
    if (names.empty())
        findHeader();
    nameColumns();
    if (fittingShare < 0.5 && names.size() > 1 && !hints.skipLines)
        remark(
            QStringLiteral("The header was looked for in line %1, but most rows do not have its %2 columns. Where the "
                           "table begins further down, --skip-lines N says so.")
                .arg(counted(recipe().skipLines + 1), counted(std::int64_t(names.size()))));
    auto told = hints;
    flattenCells(told);
    profileColumns();
    const auto suffix = QFileInfo(source.member.isEmpty() ? source.path : source.member).suffix();
    if (!told.part && hints.columns.empty() && (suffix == QLatin1String("item") || suffix == QLatin1String("user")))
        told.part = suffix == QLatin1String("item") ? FilePart::Items : FilePart::Users;
    result.part = assignRoles(columns, told, recipe().header, sample, firstRow, partOfName());
    if (!recipe().flattening.isEmpty() && (result.part == FilePart::Items || result.part == FilePart::Users)) {
        told = hints;
        told.part = result.part;
        return Recogniser{source, told, limits}.run(); // of a list, what is nested stays one attribute
    }
    refuseText();
    findDecimal();
    ValueFindings findings(columns, hints, sample, firstRow, recipe());
    result.remarks << findings.ofValues() << findTimes(columns, hints, recipe()) << findings.ofTimes();
    findKinds();
    findHeads();
    checkLog();
    if (result.part != FilePart::Unknown)
        result.remarks << findings.ofWhatDoesNotRead();
    if (result.part == FilePart::Log)
        result.remarks << findings.ofWhatIsLeftOut();
    checkPart();
    describe();
    showRows();
    return std::move(result);
}

} // namespace

Recognition recognise(const InputSource &source, const RecognitionHints &hints, const ReadLimits &limits)
{
    return Recogniser{source, hints, limits}.run();
}

QJsonObject Recognition::toJson() const
{
    QJsonObject named, kinds;
    QJsonArray list;
    for (const auto &column : columns) {
        const auto key = column.field.isEmpty() ? roleName(column.guessed) : column.field;
        if (column.guessed != Role::Ignore && !named.contains(key))
            named.insert(key, column.name);
        list.append(QJsonObject{{QStringLiteral("name"), column.name},
                                {QStringLiteral("role"), roleName(column.guessed)},
                                {QStringLiteral("field"), column.field},
                                {QStringLiteral("why"), column.why},
                                {QStringLiteral("filled"), qint64(column.filled)},
                                {QStringLiteral("distinct"), qint64(column.distinct)},
                                {QStringLiteral("examples"), QJsonArray::fromStringList(column.examples)}});
    }
    if (!recipe.partColumn.isEmpty())
        named.insert(QStringLiteral("part"), recipe.partColumn);
    for (const auto &[word, meaning] : recipe.kindMap)
        kinds.insert(word, QString::fromLatin1(meaningName(meaning)));
    return {{QStringLiteral("layout"), layoutName(recipe.layout)},
            {QStringLiteral("separator"), recipe.separator},
            {QStringLiteral("encoding"), recipe.encoding},
            {QStringLiteral("header"), recipe.header},
            {QStringLiteral("columns"), named},
            {QStringLiteral("evidence"), list},
            {QStringLiteral("kinds"), kinds},
            {QStringLiteral("file"), filePartName(part)},
            {QStringLiteral("part"), filePartName(part)},
            {QStringLiteral("time_format"), recipe.timeFormat},
            {QStringLiteral("time_zone"), recipe.timeZone},
            {QStringLiteral("day_first"), recipe.dayFirst},
            {QStringLiteral("decimal"), QString(recipe.decimal)},
            {QStringLiteral("sampled_rows"), qint64(sampledRows)},
            {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}};
}

} // namespace aisle
