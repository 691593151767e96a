#include "core/features/reviews/reviewfile.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/recognise.h"
#include "core/transfer/times/timeparser.h"

#include <QFileInfo>
#include <QHash>
#include <algorithm>

namespace aisle {

namespace {

RecognitionHints hintsFor(const ReviewColumns &columns)
{
    RecognitionHints hints;
    hints.part = FilePart::Log;
    hints.columns[QStringLiteral("item")] = columns.item;
    if (!columns.time.isEmpty())
        hints.columns[QStringLiteral("time")] = columns.time;
    return hints;
}

class ReviewRows
{
public:
    ReviewRows(const InputSource &source, const ReviewColumns &columns, const ReadLimits &limits)
        : m_recipe(recognise(source, hintsFor(columns), limits).recipe.ofFile()),
          m_reader(openRows(source, m_recipe, limits)), m_times(m_recipe), m_file(source.displayName())
    {
        m_item = place(columns.item);
        for (const auto &text : columns.texts)
            m_texts.push_back(place(text));
        if (!columns.rating.isEmpty())
            m_rating = place(columns.rating);
        if (!columns.time.isEmpty())
            m_time = place(columns.time);
    }
    void readAll(ReviewFile &read, JobContext &job)
    {
        RowBatch batch;
        while (m_reader->next(batch)) {
            job.checkpoint();
            if (batch.bytesTotal > 0)
                job.progress(static_cast<double>(batch.bytesRead) / static_cast<double>(batch.bytesTotal),
                             QStringLiteral("reading reviews"));
            for (const auto &row : batch.rows)
                take(batch, row, read);
        }
    }

private:
    std::size_t place(const QString &column) const
    {
        if (const auto found = m_recipe.columnCalled(column))
            return static_cast<std::size_t>(*found);
        throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2."), {column, m_file});
    }
    void take(const RowBatch &batch, const RowBatch::Row &row, ReviewFile &read)
    {
        const auto field = [&](std::size_t column) { return batch.fields[row.firstField + column]; };
        if (row.reason || row.fieldCount != m_recipe.columns.size() ||
            QString::fromUtf8(field(m_item)).trimmed().isEmpty()) {
            if (read.rejected++ == 0)
                read.firstRejected =
                    QStringLiteral("line %1: \"%2\"").arg(row.line).arg(QString::fromUtf8(row.raw).left(60));
            return;
        }
        Review review;
        for (const auto text : m_texts)
            review.text.append(field(text)).append("\n");
        if (review.text.find_first_not_of(" \t\r\n") == std::string::npos) {
            ++read.withoutText;
            return;
        }
        if (m_rating)
            review.rating = parseNumber(field(*m_rating), m_recipe.decimal);
        read.withoutRating += m_rating && !review.rating;
        if (m_time)
            review.at = m_times.parse(field(*m_time));
        review.product = productNumber(QString::fromUtf8(field(m_item)).trimmed(), read);
        read.reviews.push_back(std::move(review));
    }
    std::uint32_t productNumber(const QString &key, ReviewFile &read)
    {
        const auto found = m_products.constFind(key);
        if (found != m_products.cend())
            return *found;
        read.products << key;
        return *m_products.insert(key, static_cast<std::uint32_t>(read.products.size() - 1));
    }

    Recipe m_recipe;
    std::unique_ptr<RowReader> m_reader;
    TimeParser m_times;
    QString m_file;
    std::size_t m_item = 0;
    std::vector<std::size_t> m_texts;
    std::optional<std::size_t> m_rating, m_time;
    QHash<QString, std::uint32_t> m_products;
};

} // namespace

ReviewFile readReviews(const QString &path, const ReviewColumns &columns, const ReadLimits &limits, JobContext &job)
{
    InputSource source;
    source.path = path;
    ReviewFile read;
    ReviewRows(source, columns, limits).readAll(read, job);
    if (read.reviews.empty())
        throw Error("reviews.none",
                    QT_TRANSLATE_NOOP("Error", "There is no review in %1: no row has a product and a text."),
                    {QFileInfo(path).fileName()});
    return read;
}

} // namespace aisle
