#include "core/transfer/plan/importplan.h"

#include "core/jobs/jobcontext.h"
#include "core/transfer/plan/partcolumn.h"

#include <QDirIterator>
#include <QFileInfo>
#include <algorithm>
#include <tuple>

namespace aisle {

namespace {

struct FoundPath
{
    QString path;
    bool named;
};

bool isPicture(const QString &name)
{
    static const auto kSuffixes = QStringLiteral("png jpg jpeg gif webp bmp tif tiff svg avif heic").split(u' ');
    return kSuffixes.contains(QFileInfo(name).suffix().toLower());
}

std::vector<FoundPath> filesOf(const QStringList &paths, const ReadLimits &limits)
{
    std::vector<FoundPath> found;
    for (const auto &path : paths) {
        if (!QFileInfo(path).isDir()) {
            found.push_back({path, true});
            continue;
        }
        QStringList files;
        QDirIterator entries(path, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            files.append(entries.next());
            if (files.size() > limits.maxMembers)
                throw Error("archive.too-many", QT_TRANSLATE_NOOP("Error", "%1 holds more than %2 files, the limit."),
                            {path, QString::number(limits.maxMembers)});
        }
        files.sort();
        for (const auto &file : std::as_const(files))
            found.push_back({file, false});
    }
    return found;
}

bool isLog(const ImportFile &file)
{
    return !file.failure && file.part == FilePart::Log;
}

bool hasRole(const Recipe &recipe, Role role)
{
    return hasRole(recipe.columns, role) || hasRole(recipe.joinColumns, role);
}

class Planner
{
public:
    Planner(const ImportStart &start, JobContext &job) : m_start(start), m_job(job) {}
    ImportPlan run();

private:
    void takePicture(const QString &folder);
    void list(const FoundPath &found);
    void look(ImportFile &file);
    void takePast(ImportFile &file) const;
    void splitByNames();
    void lead();
    void leaveTagsOut();
    void leaveGuessesOut();

    const ImportStart &m_start;
    JobContext &m_job;
    ImportPlan m_plan;
};

void Planner::takePicture(const QString &folder)
{
    const auto known = std::find_if(m_plan.pictures.begin(), m_plan.pictures.end(),
                                    [&](const auto &pictures) { return pictures.folder == folder; });
    if (known == m_plan.pictures.end())
        m_plan.pictures.push_back({folder, 1});
    else
        ++known->count;
}

void Planner::list(const FoundPath &found)
{
    ImportFile file;
    file.named = found.named;
    file.hints = m_start.hints;
    try {
        auto listing = listInputs({found.path}, m_start.member, m_start.limits);
        for (const auto &[name, reason] : listing.skipped) {
            if (isPicture(name))
                takePicture(name.section(u'/', 0, -2));
            else
                m_plan.skipped.emplace_back(name, reason);
        }
        for (auto &source : listing.sources) {
            file.source = std::move(source);
            m_plan.files.push_back(file);
        }
    } catch (const Error &error) {
        file.source.path = found.path;
        file.failure = error;
        file.wanted = false;
        m_plan.files.push_back(file);
    }
}

void Planner::takePast(ImportFile &file) const
{
    const auto like = importLike(m_start.past, file.source, file.recognition);
    if (!like)
        return;
    file.recipe = recipeLike(*like, file.source, file.recognition);
    file.part = like->part;
    file.like = like;
}

void Planner::look(ImportFile &file)
{
    if (file.failure)
        return;
    recogniseAgain(file, m_start.limits);
    if (!file.failure)
        takePast(file);
    file.wanted = file.wanted && file.part != FilePart::Unknown;
}

/// A log that comes in several files is often split by them; a single file's name says too little.
void Planner::splitByNames()
{
    const auto partOf = [](const ImportFile &file) {
        return isLog(file) ? splitPartOfName(file.source.member.isEmpty() ? file.source.path : file.source.member)
                           : StoredPart::None;
    };
    const auto named = [&](StoredPart part) {
        QStringList names;
        for (const auto &file : m_plan.files)
            if (partOf(file) == part)
                names << file.source.displayName();
        return names.join(QStringLiteral(", "));
    };
    const auto train = named(StoredPart::Train), valid = named(StoredPart::Valid), test = named(StoredPart::Test);
    if (train.isEmpty() || (valid.isEmpty() && test.isEmpty()))
        return;
    for (auto &file : m_plan.files)
        file.recipe.part = partOf(file);
    m_plan.remarks << QStringLiteral("The files' names say how the log is split: training %1%2%3.")
                          .arg(train, valid.isEmpty() ? QString() : QStringLiteral("; validation ") + valid,
                               test.isEmpty() ? QString() : QStringLiteral("; test ") + test);
}

/// How much besides shopper and product says that a file's rows are events: times, then figures.
int toldAsEvents(const Recipe &recipe)
{
    return 2 * hasRole(recipe, Role::Time) +
           (hasRole(recipe, Role::Kind) || hasRole(recipe, Role::Value) || hasRole(recipe, Role::Quantity));
}

/// How likely a file is what the others belong to: a log with times and figures, then the larger one.
auto plausibility(const ImportFile &file)
{
    return std::tuple(file.wanted, isLog(file), toldAsEvents(file.recipe),
                      std::max(file.source.packedBytes, file.source.unpackedBytes));
}

namespace {

bool leads(const ImportFile &file, const ImportPlan &plan)
{
    return plan.leading < 0 || plausibility(file) > plausibility(plan.files[static_cast<std::size_t>(plan.leading)]);
}

} // namespace

void Planner::lead()
{
    for (std::size_t i = 0; i < m_plan.files.size(); ++i)
        if (leads(m_plan.files[i], m_plan))
            m_plan.leading = static_cast<int>(i);
}

/// The same shoppers and products once more, with words: most want the events alone.
void Planner::leaveTagsOut()
{
    if (m_plan.leading < 0)
        return;
    const auto isTags = [](const ImportFile &file) {
        return isLog(file) && !file.like && !hasRole(file.recipe, Role::Kind) &&
               file.recipe.kindDefault == QLatin1String("tag");
    };
    const auto &leading = m_plan.files[static_cast<std::size_t>(m_plan.leading)];
    if (!isLog(leading) || isTags(leading))
        return;
    for (auto &file : m_plan.files)
        if (file.wanted && isTags(file)) {
            file.wanted = false;
            m_plan.remarks << QStringLiteral("%1 is left out: its rows are words for products beside the events of %2.")
                                  .arg(file.source.displayName(), leading.source.displayName());
        }
}

/// A table of codes and names beside a log with times: nothing but the place of its columns speaks for events.
void Planner::leaveGuessesOut()
{
    if (m_plan.leading < 0)
        return;
    const auto &leading = m_plan.files[static_cast<std::size_t>(m_plan.leading)];
    if (!isLog(leading) || !hasRole(leading.recipe, Role::Time))
        return;
    for (auto &file : m_plan.files)
        if (file.wanted && isLog(file) && !file.like && file.recipe.layout == Layout::Events &&
            toldAsEvents(file.recipe) == 0) {
            file.wanted = false;
            m_plan.remarks << QStringLiteral("%1 is left out: nothing in it says that its rows are events, as those of "
                                             "%2 are.")
                                  .arg(file.source.displayName(), leading.source.displayName());
        }
}

ImportPlan Planner::run()
{
    const auto found = filesOf(m_start.paths, m_start.limits);
    const bool onlyPictures =
        std::all_of(found.begin(), found.end(), [](const auto &each) { return each.named && isPicture(each.path); });
    for (const auto &each : found) {
        m_job.checkpoint();
        if (isPicture(each.path) && !onlyPictures)
            takePicture(QFileInfo(QFileInfo(each.path).absolutePath()).fileName());
        else
            list(each);
    }
    double done = 0;
    for (auto &file : m_plan.files) {
        m_job.checkpoint();
        m_job.progress(done++ / static_cast<double>(m_plan.files.size()), file.source.displayName());
        look(file);
    }
    splitByNames();
    lead();
    leaveTagsOut();
    leaveGuessesOut();
    return std::move(m_plan);
}

ImportPlan planAgain(const PastImport &again, const ReadLimits &limits)
{
    ImportFile file;
    file.source = again.source;
    file.named = true;
    recogniseAgain(file, limits);
    const bool sameColumns = file.recognition.recipe.layout == again.recipe.layout &&
                             file.recognition.recipe.columns.size() == again.recipe.columns.size();
    if (!file.failure && sameColumns) {
        file.recipe = recipeLike(again, file.source, file.recognition);
        file.recipe.part = again.recipe.part;
        file.part = again.part;
        file.like = again;
    }
    file.replaces = again.id;
    file.wanted = !file.failure;
    ImportPlan plan;
    plan.files.push_back(std::move(file));
    plan.leading = 0;
    return plan;
}

} // namespace

ImportPlan planImport(const ImportStart &start, JobContext &job)
{
    return start.again ? planAgain(*start.again, start.limits) : Planner(start, job).run();
}

void recogniseAgain(ImportFile &file, const ReadLimits &limits)
{
    file.failure.reset();
    file.like.reset();
    file.match.reset();
    try {
        file.recognition = recognise(file.source, file.hints, limits);
        findPartColumn(file.recognition, file.hints);
        file.recipe = file.recognition.recipe;
        file.part = file.recognition.part;
    } catch (const Error &error) {
        file.failure = error;
        file.wanted = false;
    }
}

PlannedFile planned(const ImportFile &file, bool again)
{
    return {file.source, file.recipe, file.part, again, file.replaces};
}

Lack lackOf(const ImportFile &file)
{
    const auto &recipe = file.recipe;
    if (recipe.layout != Layout::Events)
        return Lack::Nothing;
    const bool sessions = hasRole(recipe, Role::Session) && (recipe.sessionsAreUsers || recipe.guestsBySession);
    if (file.part != FilePart::Items && !hasRole(recipe, Role::User) && !sessions)
        return Lack::User;
    if (file.part != FilePart::Users && !hasRole(recipe, Role::Item))
        return Lack::Item;
    return file.part == FilePart::Unknown ? Lack::Part : Lack::Nothing;
}

void setRole(ImportFile &file, std::size_t column, Role role, const QString &field)
{
    const bool isNamed = isField(role);
    auto &recipe = file.recipe;
    for (auto &other : recipe.columns) {
        const bool isSingle = (role != Role::Ignore && !isNamed) || (role == Role::ItemField && other.field == field);
        if (other.role == role && isSingle)
            other = {other.column, Role::Ignore, {}};
    }
    auto &chosen = recipe.columns[column];
    chosen.role = role;
    chosen.field = field.isEmpty() && isNamed ? chosen.column : field;
    recipe.sessionsAreUsers = !recipe.columnOf(Role::User) && recipe.columnOf(Role::Session).has_value();
    if (recipe.timeFormat.isEmpty() && role == Role::Time)
        recipe.timeFormat = QStringLiteral("auto");
    if (file.part == FilePart::Unknown && lackOf(file) == Lack::Part) {
        file.part = FilePart::Log;
        file.wanted = true;
    }
}

namespace {

std::int64_t countIn(const std::map<std::string, std::int64_t> &counts, const std::string &name)
{
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
}

/// Figures of the rows that were looked at: of the preview, else of the sample.
class Asker
{
public:
    Asker(const ImportFile &file, const ImportPreview *preview) : m_file(file), m_preview(preview)
    {
        m_rows = preview ? preview->rows : file.recognition.sampledRows;
        m_isOfSample = preview ? !preview->whole : !file.recognition.whole;
    }

    std::vector<ImportQuestion> run()
    {
        using About = ImportQuestion::About;
        const auto &recipe = m_file.recipe;
        if (recipe.layout != Layout::Events)
            return {};
        if (hasRole(recipe, Role::User))
            ask(About::Guests, withoutShopper(), hasRole(recipe, Role::Session));
        if (hasRole(recipe, Role::Quantity))
            ask(About::Returns, m_preview ? m_preview->negatives : m_file.recognition.negativeQuantities);
        if (!hasRole(recipe, Role::Kind) && m_file.recognition.recipe.kindDefault == Recipe().kindDefault)
            ask(About::Kind, m_rows);
        if (hasRole(recipe, Role::Kind))
            ask(About::UnknownKinds, ofUnknownKinds());
        return std::move(m_questions);
    }

private:
    void ask(ImportQuestion::About about, std::int64_t rows, bool canBeKept = true)
    {
        if (rows > 0)
            m_questions.push_back({about, rows, m_rows, canBeKept, m_isOfSample});
    }

    std::int64_t withoutShopper() const
    {
        if (m_preview)
            return m_preview->guests + countIn(m_preview->reasons, "no-user");
        const auto column = m_file.recipe.columnOf(Role::User);
        const auto &columns = m_file.recognition.columns;
        return column && static_cast<std::size_t>(*column) < columns.size()
                   ? m_rows - columns[static_cast<std::size_t>(*column)].filled
                   : 0;
    }

    std::int64_t ofUnknownKinds() const
    {
        std::int64_t rows = 0;
        for (const auto &[word, count] : m_file.recognition.kindWords)
            if (m_file.recognition.unknownKinds.contains(word))
                rows += m_preview ? countIn(m_preview->kinds, word.toStdString()) : count;
        return rows;
    }

    const ImportFile &m_file;
    const ImportPreview *m_preview;
    std::int64_t m_rows;
    bool m_isOfSample;
    std::vector<ImportQuestion> m_questions;
};

} // namespace

std::vector<ImportQuestion> questionsOf(const ImportFile &file, const ImportPreview *preview)
{
    return Asker(file, preview).run();
}

} // namespace aisle
