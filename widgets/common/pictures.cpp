#include "widgets/common/pictures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QPointer>
#include <QUrl>

namespace aisle {

namespace {

constexpr int kMostBytes = 64 << 20;
constexpr std::size_t kMostAtOnce = 200; ///< waiting; a list that scrolls by asks again for what it still shows

QImage read(const QString &file, QSize size)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    if (const auto whole = reader.size();
        whole.isValid() && (whole.width() > size.width() || whole.height() > size.height()))
        reader.setScaledSize(whole.scaled(size, Qt::KeepAspectRatio));
    const auto image = reader.read();
    const bool tooLarge = image.width() > size.width() || image.height() > size.height();
    return tooLarge ? image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
}

} // namespace

Pictures &Pictures::instance()
{
    static QPointer<Pictures> pictures; // pictures must go before the application does
    if (!pictures)
        pictures = new Pictures;
    return *pictures;
}

Pictures::Pictures() : QObject(QCoreApplication::instance()), m_kept(kMostBytes)
{
    m_pool.setMaxThreadCount(1);
}

void Pictures::setFolders(const QStringList &folders)
{
    m_reading.clear();
    m_kept.clear();
    m_folders = folders;
}

QString Pictures::fileOf(const QString &image, const QStringList &folders)
{
    const QUrl url(image);
    if (image.isEmpty() || (url.scheme().size() > 1 && !url.isLocalFile())) // one letter is a drive
        return {};
    const auto path = url.isLocalFile() ? url.toLocalFile() : image;
    if (QDir::isAbsolutePath(path))
        return QFileInfo(path).isFile() ? path : QString();
    for (const auto &folder : folders) {
        if (const QFileInfo file(QDir(folder).filePath(path)); file.isFile())
            return file.filePath();
    }
    return {};
}

QPixmap Pictures::picture(const QString &image, QSize size)
{
    if (image.isEmpty())
        return {};
    const auto key = QStringLiteral("%1x%2 %3").arg(size.width()).arg(size.height()).arg(image);
    if (const auto *kept = m_kept.object(key))
        return *kept;
    if (m_reading.contains(key) || m_reading.size() >= kMostAtOnce)
        return {};
    auto &job = m_reading[key] = std::make_unique<Job<QImage>>();
    job->start(
        m_pool,
        [image, size, folders = m_folders](JobContext &context) {
            context.checkpoint();
            const auto file = fileOf(image, folders);
            return file.isEmpty() ? QImage() : read(file, size);
        },
        [this, key](Outcome<QImage> outcome) {
            const auto *picture = std::get_if<QImage>(&outcome);
            take(key, picture ? *picture : QImage());
        });
    return {};
}

void Pictures::take(const QString &key, const QImage &image)
{
    m_kept.insert(key, new QPixmap(QPixmap::fromImage(image)),
                  std::max(64, static_cast<int>(std::min<qsizetype>(image.sizeInBytes(), kMostBytes))));
    m_reading.erase(key);
    if (!image.isNull())
        Q_EMIT ready();
}

} // namespace aisle
