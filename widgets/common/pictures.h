#pragma once
#include "core/jobs/job.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QStringList>
#include <map>
#include <memory>

class QPainter;

namespace aisle {

/// Pictures of products from files of this machine (see pictureFile()), read in a pool, scaled and kept while there is
/// room. Nothing is fetched from the network. GUI thread only.
class Pictures : public QObject
{
    Q_OBJECT
public:
    static Pictures &instance();

    /// Where pictures may lie; another project's pictures are forgotten.
    void setFolders(const QStringList &folders);
    /// Whole and within `size` (device pixels). Null while it is read, and for good where it cannot be.
    QPixmap picture(const QString &image, QSize size);
    bool isReading() const { return !m_reading.empty(); }

Q_SIGNALS:
    void ready(); ///< some picture that was asked for has come

private:
    Pictures();
    void take(const QString &key, const QImage &image);

    QStringList m_folders;
    QThreadPool m_pool;
    QCache<QString, QPixmap> m_kept; ///< cost: bytes
    std::map<QString, std::unique_ptr<Job<QImage>>> m_reading;
};

/// A product's picture in a square; a quiet mark where there is none (yet), so that titles line up.
void drawPicture(QPainter *painter, const QRect &square, const QString &image);

} // namespace aisle
