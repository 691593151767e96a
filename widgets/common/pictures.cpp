#include "widgets/common/pictures.h"
#include "core/transfer/plan/picturefiles.h"
#include "widgets/common/icons.h"
#include "widgets/common/tokens.h"

#include <QCoreApplication>
#include <QImageReader>
#include <QPainter>
#include <QPointer>

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
            const auto file = pictureFile(image, folders);
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

void drawPicture(QPainter *painter, const QRect &square, const QString &image)
{
    const auto ratio = painter->device()->devicePixelRatioF();
    auto picture = Pictures::instance().picture(image, square.size() * ratio);
    if (picture.isNull()) {
        const int size = square.height() / 2;
        const QRect middle(square.center() - QPoint(size / 2, size / 2), QSize(size, size));
        painter->drawPixmap(middle.topLeft(), iconPixmap(QStringLiteral("product"), size, tokens().hairline, ratio));
        return;
    }
    picture.setDevicePixelRatio(ratio);
    QRectF place(QPointF(), picture.deviceIndependentSize());
    place.moveCenter(QRectF(square).center());
    painter->drawPixmap(place.topLeft(), picture);
}

} // namespace aisle
