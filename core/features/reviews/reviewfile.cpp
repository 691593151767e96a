#include "core/features/reviews/reviewfile.h"

#include "core/common/error.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/namedcolumns.h"
#include "core/transfer/times/timeparser.h"

#include <QFileInfo>
#include <QHash>

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
    ReviewRows(const QString &path, const ReviewColumns &columns, const ReadLimits &limits)
        : m_table(path, hintsFor(columns), limits), m_times(m_table.recipe()), m_item(m_table.place(columns.item)),
          m_rating(m_table.placeOrNone(columns.rating)), m_time(m_table.placeOrNone(columns.time))
    {
        for (const auto &text : columns.texts)
            m_texts.push_back(m_table.place(text));
    }
    void readAll(ReviewFile &read, JobContext &job)
    {
        m_table.each(QStringLiteral("reading reviews"), job,
                     [&](const NamedRow &row, bool isWhole) { take(row, isWhole, read); });
    }

private:
    void take(const NamedRow &row, bool isWhole, ReviewFile &read)
    {
        if (!isWhole || row.text(m_item).isEmpty()) {
            if (read.rejected++ == 0)
                read.firstRejected = row.where();
            return;
        }
        Review review;
        for (const auto text : m_texts)
            review.text.append(row.field(text)).append("\n");
        if (review.text.find_first_not_of(" \t\r\n") == std::string::npos) {
            ++read.withoutText;
            return;
        }
        if (m_rating)
            review.rating = parseNumber(row.field(*m_rating), m_table.recipe().decimal);
        read.withoutRating += m_rating && !review.rating;
        if (m_time)
            review.at = m_times.parse(row.field(*m_time));
        review.product = productNumber(row.text(m_item), read);
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

    NamedColumns m_table;
    TimeParser m_times;
    std::size_t m_item;
    std::optional<std::size_t> m_rating, m_time;
    std::vector<std::size_t> m_texts;
    QHash<QString, std::uint32_t> m_products;
};

} // namespace

ReviewFile readReviews(const QString &path, const ReviewColumns &columns, const ReadLimits &limits, JobContext &job)
{
    ReviewFile read;
    ReviewRows(path, columns, limits).readAll(read, job);
    if (read.reviews.empty())
        throw Error("reviews.none",
                    QT_TRANSLATE_NOOP("Error", "There is no review in %1: no row has a product and a text."),
                    {QFileInfo(path).fileName()});
    return read;
}

} // namespace aisle
