#include "core/transfer/recognition/table/sampledtable.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/reading/carriedrows.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/recognition/roles/columnguess.h"
#include "core/transfer/recognition/table/headersigns.h"
#include "core/transfer/recognition/table/otherformats.h"
#include "core/transfer/recognition/table/pairlayout.h"
#include "core/transfer/tables/quoting.h"
#include "core/transfer/tables/tableframe.h"

#include <algorithm>
#include <map>
#include <span>

namespace aisle {

namespace {

constexpr std::size_t kSampleRows = 200'000;
constexpr std::size_t kSampleCells = 4'000'000; ///< bounds the work on very wide files
constexpr qsizetype kLongestShown = 20;         ///< characters of a mark that a remark repeats

const std::string kNoSeparator = "\x1e"; ///< of lines that are one column

/// Whether lines are named values with blanks between them: ts=... user=u5 item=p7
bool areNamedLines(std::string_view text)
{
    constexpr int kLines = 100;
    int lines = 0, named = 0;
    for (std::size_t at = 0; at < text.size() && lines < kLines; ++lines) {
        const auto line = trimmed(lineAt(text, at, at));
        named += line.find("= ") == line.npos && std::ranges::count(line, '=') >= 3 && line.find('{') == line.npos &&
                 line.find_first_of(";&|") == line.npos && looksKeyed(line);
    }
    return lines > 1 && named * 10 >= lines * 9;
}

/// Everything that is known about a table while it is being looked for.
struct TableFinder
{
    const InputSource &source;
    const RecognitionHints &hints;
    const ReadLimits &limits;
    SampledTable table{};
    bool isCut = false;     ///< the sample is not every row of the text
    bool hasGroups = false; ///< lines such as `1:` head the rows

    Recipe &recipe() { return table.recipe; }
    const Recipe &recipe() const { return table.recipe; }
    std::string &head() { return table.text.pieces.front(); }
    void remark(const QString &sentence) { table.remarks << sentence; }

    SampledTable run();
    void readText();
    void readJson(const char *form);
    void refuseByColumn() const;
    void findTable();
    void passOver(int lines);
    std::string takeHead();
    void takeComments();
    void takeNamesAbove();
    bool findGroups(const SeparatorGuess &guess);
    void carry();
    bool hasDittos() const;
    void cut(const SeparatorGuess &guess);
    void findFirstLine(const SeparatorGuess &guess);
    void remarkCut();
    void cutPairs(const PairLayout &found);
    bool findSecondHeader();
    void findHeader();
    void refuseTooWide() const;
    struct Width
    {
        std::size_t fields, rows;
    };
    Width widthOfMost() const;
    void nameColumns();
    void countFitting();
};

void TableFinder::readText()
{
    if (!hints.missing.isEmpty())
        recipe().missing = hints.missing;
    table.text = sampleText(source, isAuto(hints.encoding) ? QString() : hints.encoding, limits);
    const auto &encoding = table.text.encoding;
    recipe().encoding = encoding.name;
    if (encoding.name != QLatin1String("UTF-8"))
        remark(QStringLiteral("The text is %1: %2.").arg(encoding.name, encoding.why));
}

void TableFinder::readJson(const char *form)
{
    recipe().separator = QString::fromLatin1(form);
    recipe().header = true;
    const auto reader = openRows(source, recipe(), limits);
    auto &sample = table.sample;
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
    table.names = reader->header();
    refuseByColumn();
    recipe().header = std::ranges::any_of(table.names, [](const auto &name) { return !name.starts_with('#'); });
    if (recipe().separator == QLatin1String(kJsonListSeparator))
        remark(QStringLiteral("The file is one JSON object around a list: each element of the list is a row."));
    if (recipe().separator == QLatin1String(kJsonMapSeparator))
        remark(QStringLiteral("The file is one JSON object: each of its members is a row, its name is the column %1.")
                   .arg(QString::fromLatin1(kJsonKeyColumn)));
}

/// One object whose members are the columns, not the records: {"user_id": {"0": ...}, "item_id": {"0": ...}}.
void TableFinder::refuseByColumn() const
{
    if (recipe().separator != QLatin1String(kJsonMapSeparator))
        return;
    std::size_t known = 0;
    bool hasColumns = false, hasData = false;
    for (const auto &row : table.sample.rows) {
        const auto key = table.sample.field(row, 0);
        const auto named = roleOfName(QString::fromUtf8(key));
        known += named && named->strength >= 2;
        hasColumns |= key == "columns" || key == "schema";
        hasData |= key == "data";
    }
    if (known < 2 && !(hasColumns && hasData))
        return;
    throw Error("import.by-column",
                QT_TRANSLATE_NOOP("Error", "%1 has its values column by column, not record by record: write it as CSV "
                                           "or JSON lines (in pandas: to_json(orient=\"records\", lines=True)), and "
                                           "import that."),
                {source.displayName()});
}

/// Takes lines above the table off the sample.
void TableFinder::passOver(int lines)
{
    head().erase(0, head().size() - withoutLines(head(), lines).size());
    recipe().skipLines += lines;
}

/// Passes over what stands above the table: lines as told, the note of the separator, comments.
/// @return the separator that the note names
std::string TableFinder::takeHead()
{
    if (hints.skipLines)
        passOver(*hints.skipLines);
    std::size_t unused = 0;
    auto noted = separatorOfNote(lineAt(head(), 0, unused));
    if (!noted.empty() && !hints.skipLines)
        passOver(1);
    recipe().comment = hints.comment;
    if (hints.comment.isEmpty() && !hints.skipLines)
        takeNamesAbove();
    if (hints.comment.isEmpty() && !hints.skipLines && table.names.empty())
        takeComments();
    return noted;
}

/// What other programs write above a table: front matter, the names of the columns one a line.
void TableFinder::takeNamesAbove()
{
    if (const auto lines = frontMatterLines(head()))
        passOver(lines);
    const auto arff = arffHead(head());
    if (arff.lines == 0)
        return;
    passOver(arff.lines);
    recipe().comment = QStringLiteral("%");
    recipe().header = false;
    const std::vector<std::string_view> names(arff.names.begin(), arff.names.end());
    table.names = headerNames(names);
}

/// Comments above the table; the last of them may be its header.
void TableFinder::takeComments()
{
    const auto comments = leadingComments(head());
    if (comments.lines == 0)
        return;
    const auto below = withoutLines(head(), comments.lines);
    const SampleText rest{{std::string(below)}, table.text.whole, table.text.encoding};
    const auto guess = guessSeparator(rest);
    std::size_t unused = 0;
    const auto last = lineAt(withoutLines(head(), comments.lines - 1), 0, unused);
    const bool isHeader = guess.fields > 1 && fieldsOfLine(last, guess.separator) == guess.fields;
    if (isHeader || isMarkOfRows(below, comments.mark, guess.separator, guess.fields))
        passOver(comments.lines - isHeader);
    else
        recipe().comment = QString::fromStdString(comments.mark);
}

void TableFinder::cut(const SeparatorGuess &guess)
{
    const SampleFormat format{guess.separator, guess.fields, recipe().quotes, recipe().comment.toStdString()};
    table.sample = sampleRows(table.text, format, kSampleRows);
    auto &rows = table.sample.rows;
    const auto widest = std::max<std::size_t>(guess.fields, 1);
    const bool isWide = rows.size() * widest > kSampleCells;
    isCut = isWide || rows.size() >= kSampleRows;
    if (isWide)
        rows.resize(std::max<std::size_t>(100, kSampleCells / widest));
}

/// Lines above the table that are neither told nor comments: a report's name, its period, its filters.
void TableFinder::findFirstLine(const SeparatorGuess &guess)
{
    if (guess.fields < 2 || hints.skipLines)
        return;
    const auto above = linesAbove(head(), guess.separator, guess.fields, recipe().comment.toStdString());
    if (above.lines == 0 || (above.isSure && guess.share < 0.8))
        return;
    const auto before = head();
    passOver(above.lines);
    cut(guess);
    const auto signs = signsOfHeader(table.sample);
    if (above.isSure || (signs.values == 0 && (signs.known >= 2 || signs.unlike > 0)))
        return;
    head() = before;
    recipe().skipLines -= above.lines;
    cut(guess);
}

/// Lines that are a key and a colon above rows that belong to it. One alone must be a number: else it is a title.
bool TableFinder::findGroups(const SeparatorGuess &guess)
{
    const auto &rows = table.sample.rows;
    if (guess.fields < 2 || rows.size() < 3 || hints.skipLines)
        return false;
    const auto isGroup = [](const auto &row) { return groupOfLine(row.raw).has_value(); };
    const auto groups = std::ranges::count_if(rows, isGroup);
    const auto &first = isGroup(rows[0]) ? rows[0] : rows[1];
    const auto fitting = std::ranges::count_if(rows, [&](const auto &row) { return row.fieldCount == guess.fields; });
    if (!isGroup(first) || std::size_t(groups + fitting) < rows.size() * 95 / 100 || groups > fitting)
        return false;
    return groups > 1 || groupOfLine(first.raw)->find_first_not_of("0123456789") == std::string_view::npos;
}

/// At least two cells, none of them in the first row.
bool TableFinder::hasDittos() const
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < table.sample.rows.size(); ++i) {
        const auto &row = table.sample.rows[i];
        for (std::uint32_t k = 0; k < row.fieldCount; ++k) {
            if (!isDitto(table.sample.field(row, k)) || table.sample.field(row, k) == "\"")
                continue;
            if (i == 0)
                return false;
            ++found;
        }
    }
    return found > 1;
}

/// Rows take values from lines above them.
void TableFinder::carry()
{
    auto &sample = table.sample;
    if (recipe().quotes != Quotes::Apostrophe && recipe().quotes != Quotes::Ditto && hasDittos())
        recipe().quotes = Quotes::Ditto;
    if (recipe().quotes == Quotes::Ditto)
        remark(QStringLiteral("Cells that are a ditto mark have the value of the row above."));
    if (hasGroups)
        remark(QStringLiteral("Lines such as \"%1\" head the rows below them: their keys are taken for the products "
                              "(column %2).")
                   .arg(QString::fromUtf8(trimmed(sample.rows[groupOfLine(sample.rows[0].raw) ? 0 : 1].raw)),
                        QString::fromLatin1(kGroupColumn)));
    if (hasGroups || recipe().quotes == Quotes::Ditto)
        CarriedRows(hasGroups, recipe().quotes == Quotes::Ditto).take(sample.rows, sample.fields, sample.storage);
}

void TableFinder::findTable()
{
    const auto noted = takeHead();
    const auto comment = recipe().comment.toStdString();
    const auto quoted = separatorOfApostrophes(head());
    const auto dittos = quoted.empty() ? separatorOfDittos(head()) : std::string();
    if (!quoted.empty())
        recipe().quotes = Quotes::Apostrophe;
    const auto marked = !quoted.empty() ? quoted : areNamedLines(head()) ? kNoSeparator : dittos;
    const auto told = isAuto(hints.separator) ? (noted.empty() ? marked : noted) : toldSeparator(hints.separator);
    if (!dittos.empty() && told == dittos)
        recipe().quotes = Quotes::Ditto;
    const auto guess =
        told.empty() ? guessSeparator(table.text, comment) : guessWith(table.text, told, comment, recipe().quotes);
    if (const auto pairs = findPairLayout(table.text, guess, hints))
        return cutPairs(*pairs);
    recipe().separator = QString::fromStdString(guess.separator);
    if (quoted.empty() && recipe().quotes != Quotes::Ditto)
        recipe().quotes = judgeQuotes(head(), guess.separator, guess.fields);
    cut(guess);
    hasGroups = findGroups(guess);
    if (!hasGroups && table.names.empty())
        findFirstLine(guess);
    remarkCut();
    carry();
}

void TableFinder::remarkCut()
{
    if (recipe().skipLines > 0)
        remark(QStringLiteral("The table begins in line %1: what stands above it is left out.")
                   .arg(counted(recipe().skipLines + 1)));
    if (!recipe().comment.isEmpty())
        remark(QStringLiteral("Lines that begin with %1 are comments and left out.")
                   .arg(recipe().comment.size() <= kLongestShown
                            ? recipe().comment
                            : recipe().comment.left(kLongestShown - 1) + QChar(0x2026)));
    if (recipe().quotes == Quotes::Apostrophe)
        remark(QStringLiteral("Fields stand in ' marks."));
    if (recipe().quotes == Quotes::None)
        remark(QStringLiteral("Quotation marks are part of the text: the file is written without quoting."));
}

void TableFinder::cutPairs(const PairLayout &found)
{
    const bool adjacency = found.layout == Layout::Adjacency;
    recipe().layout = found.layout;
    recipe().separator = QString::fromStdString(found.separator);
    recipe().header = hints.header == QLatin1String("yes");
    recipe().columns = {{QStringLiteral("#1"), adjacency ? Role::User : Role::Session, {}},
                        {QStringLiteral("#2"), Role::Item, {}}};
    recipe().sessionsAreUsers = !adjacency;
    const SampleFormat format{
        .separator = found.separator, .comment = recipe().comment.toStdString(), .spansLines = false};
    table.sample = sampleRows(table.text, format, kSampleRows);
    remark(adjacency
               ? QStringLiteral(
                     "Every line is a shopper and the shopper's products, oldest first: each begins with another key.")
               : QStringLiteral("Every line is one session or shopper: products, oldest first."));
}

/// Names over two lines, of which the upper one says of what (Customer, Customer, Product) and the lower one which
/// (ID, Name, ID): they are joined.
bool TableFinder::findSecondHeader()
{
    auto &sample = table.sample;
    auto &rows = sample.rows;
    if (rows.size() < 3 || rows[0].fieldCount != rows[1].fieldCount)
        return false;
    const auto cell = [&](std::size_t row, std::uint32_t i) { return trimmed(sample.field(rows[row], i)); };
    std::uint32_t again = 0, same = 0;
    for (std::uint32_t i = 0; i < rows[0].fieldCount; ++i) {
        again += i > 0 && !cell(0, i).empty() && cell(0, i) == cell(0, i - 1);
        same += cell(0, i) == cell(1, i);
    }
    if (again == 0 || same > 0)
        return false;
    const auto first = rows.front();
    rows.erase(rows.begin());
    const auto signs = signsOfHeader(sample);
    rows.insert(rows.begin(), first);
    if (signs.values > 0 || signs.repeated > 0 || signs.unlike == 0)
        return false;
    std::vector<std::string> joined;
    for (std::uint32_t i = 0; i < rows[0].fieldCount; ++i)
        joined.emplace_back(trimmed(std::string(cell(0, i)) + ' ' + std::string(cell(1, i))));
    const std::vector<std::string_view> names(joined.begin(), joined.end());
    table.names = headerNames(names);
    recipe().skipLines += int(rows[1].line);
    rows.erase(rows.begin(), rows.begin() + 2);
    remark(QStringLiteral("The header has two lines, whose words are joined: %1.")
               .arg(QString::fromStdString(table.names.front() + ", " + table.names.back())));
    return true;
}

void TableFinder::findHeader()
{
    auto &rows = table.sample.rows;
    recipe().header = isAuto(hints.header) ? firstRowIsHeader(table.sample) : hints.header == QLatin1String("yes");
    if (!recipe().header || rows.empty())
        return;
    if (isAuto(hints.header) && findSecondHeader()) {
        recipe().header = false;
        return;
    }
    const auto fieldsOf = [&](const RowBatch::Row &row) {
        return std::span(table.sample.fields.data() + row.firstField, row.fieldCount);
    };
    const auto header = fieldsOf(rows.front());
    table.names = headerNames(header);
    table.firstRow = 1;
    std::erase_if(rows, [&](const auto &each) { // it comes again
        return &each != &rows.front() && std::ranges::equal(fieldsOf(each), header, isSameName);
    });
}

/// A table that nobody could look through, and that would be looked at for minutes.
void TableFinder::refuseTooWide() const
{
    constexpr std::uint32_t kMostColumns = 4096;
    for (const auto &row : table.sample.rows) {
        if (row.fieldCount > kMostColumns)
            throw Error("import.too-many-columns",
                        QT_TRANSLATE_NOOP("Error", "%1 has a line of %2 fields; a table may have %3 columns: name its "
                                                   "separator, or --layout adjacency or sequences where a line lists "
                                                   "products."),
                        {source.displayName(), QString::number(row.fieldCount), QString::number(kMostColumns)});
    }
}

/// As the reader judges them: a row that is longer fits only by empty fields.
void TableFinder::countFitting()
{
    const auto width = table.names.size();
    const auto fits = [&](const RowBatch::Row &row) {
        std::size_t filled = row.fieldCount;
        while (filled > width && table.sample.field(row, filled - 1).empty())
            --filled;
        return filled == width;
    };
    const auto data = std::span(table.sample.rows).subspan(std::min(table.firstRow, table.sample.rows.size()));
    if (!data.empty())
        table.fittingShare = double(std::ranges::count_if(data, fits)) / double(data.size());
}

/// How many fields most of the rows have; as many as there are names where there are no rows.
TableFinder::Width TableFinder::widthOfMost() const
{
    std::map<std::size_t, std::size_t> sizes;
    for (std::size_t i = table.firstRow; i < table.sample.rows.size(); ++i)
        ++sizes[table.sample.rows[i].fieldCount];
    Width found{table.names.size(), 0};
    for (const auto &[fields, rows] : sizes)
        if (rows > found.rows)
            found = {fields, rows};
    return found;
}

/// Columns without a name are called by their number: all of a table without a header, and those that most rows have
/// beside the header's. Rows that lack columns are left out.
void TableFinder::nameColumns()
{
    auto &names = table.names;
    auto &rows = table.sample.rows;
    const auto most = widthOfMost();
    const bool isWider = most.fields > names.size() && 2 * most.rows > rows.size() &&
                         !std::all_of(rows.begin() + std::ptrdiff_t(table.firstRow), rows.end(),
                                      [&](const auto &row) { return table.sample.field(row, names.size()).empty(); });
    if (!names.empty() && isWider)
        remark(sentence("The header has %1 [name|names], most rows have %2 [field|fields]: the others are called by "
                        "their number.",
                        {names.size(), most.fields}));
    if (names.empty() || isWider)
        for (auto i = names.size(); i < most.fields; ++i)
            names.push_back(std::string("#").append(std::to_string(i + 1)));
    if (hasGroups)
        names.back() = kGroupColumn;
    countFitting();
    std::erase_if(rows, [&](const auto &row) { return &row != &rows.front() && row.fieldCount < names.size(); });
    if (names.empty())
        throw Error("import.no-rows", QT_TRANSLATE_NOOP("Error", "There is nothing in %1 that can be read."),
                    {source.displayName()});
}

SampledTable TableFinder::run()
{
    readText();
    if (isAuto(hints.separator) && !hints.skipLines)
        refuseOtherFormats(head(), source.displayName());
    const auto *json = isAuto(hints.layout) || hints.layout == QLatin1String("events")
                           ? jsonFormOf(head(), table.text.whole)
                           : nullptr;
    if (json && (isAuto(hints.separator) || hints.separator == QString::fromLatin1(json)))
        readJson(json);
    else
        findTable();
    table.isWhole = table.text.whole && !isCut;
    if (recipe().layout != Layout::Events)
        return std::move(table);
    refuseTooWide();
    if (table.names.empty())
        findHeader();
    nameColumns();
    if (table.fittingShare < 0.5 && table.names.size() > 1 && !hints.skipLines)
        remark(
            sentence("The header was looked for in line %1, but most rows do not have its %2 [column|columns]. Where "
                     "the table begins further down, --skip-lines N says so.",
                     {recipe().skipLines + 1, table.names.size()}));
    return std::move(table);
}

} // namespace

SampledTable sampleTable(const InputSource &source, const RecognitionHints &hints, const ReadLimits &limits)
{
    return TableFinder{source, hints, limits}.run();
}

} // namespace aisle
