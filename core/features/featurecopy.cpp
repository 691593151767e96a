#include "core/features/featurecopy.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"

#include <QDataStream>
#include <span>

namespace aisle {

namespace {

template <class Number>
void put(QDataStream &stream, const std::vector<Number> &numbers)
{
    const auto bytes = std::as_bytes(std::span(numbers));
    stream << QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()),
                                      static_cast<qsizetype>(bytes.size()));
}

template <class Number>
std::vector<Number> take(QDataStream &stream)
{
    QByteArray bytes;
    stream >> bytes;
    std::vector<Number> numbers(static_cast<std::size_t>(bytes.size()) / sizeof(Number));
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(numbers.data()));
    return numbers;
}

} // namespace

FeatureCopy::FeatureCopy(const Project &project, const StoredFeature &feature, JobContext &job) : m_feature(feature)
{
    const bool isOpen = m_file.open();
    QDataStream stream(&m_file);
    FeatureStore(project).read(feature, [&](const FeatureChunk &chunk) {
        job.checkpoint();
        put(stream, chunk.ids);
        put(stream, chunk.hashes);
        put(stream, chunk.vectors);
    });
    if (!isOpen || stream.status() != QDataStream::Ok || !m_file.flush())
        throw Error("export.cannot-write", QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."),
                    {m_file.fileName(), m_file.errorString()});
    m_file.close();
}

void FeatureCopy::putBack(Project &project, JobContext &job)
{
    FeatureStore store(project);
    store.restore(m_feature);
    try {
        m_file.open();
        QDataStream stream(&m_file);
        while (!stream.atEnd()) {
            job.checkpoint();
            FeatureChunk chunk{.ids = take<std::int64_t>(stream),
                               .hashes = take<std::uint64_t>(stream),
                               .vectors = take<float>(stream)};
            store.append(m_feature, chunk);
        }
        m_file.close();
    } catch (...) {
        m_file.close();
        store.remove(m_feature.id);
        throw;
    }
}

} // namespace aisle
