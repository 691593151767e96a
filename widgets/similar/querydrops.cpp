#include "widgets/similar/querydrops.h"

#include "core/features/encoders/images/picture.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>
#include <QWidget>

namespace aisle {

namespace {

/// The only picture that stands there as a file; empty: something else.
QString localPicture(const QMimeData *data)
{
    const auto urls = data->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const auto path = urls.front().toLocalFile();
    return isPictureName(path) ? path : QString();
}

} // namespace

QueryDrops::QueryDrops(QWidget *page) : QObject(page), m_paste(new QAction(page))
{
    page->setAcceptDrops(true);
    page->installEventFilter(this);
    m_paste->setShortcut(QKeySequence::Paste);
    m_paste->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page->addAction(m_paste);
    connect(m_paste, &QAction::triggered, this, &QueryDrops::paste);
}

void QueryDrops::setEnabled(bool enabled)
{
    m_isEnabled = enabled;
    m_paste->setEnabled(enabled);
}

QString QueryDrops::fileOf(const QMimeData *data)
{
    if (const auto path = localPicture(data); !path.isEmpty())
        return path;
    if (!data->hasImage())
        return {};
    static const QTemporaryDir folder;
    static int count = 0;
    const auto path = folder.filePath(QStringLiteral("picture-%1.png").arg(++count));
    return qvariant_cast<QImage>(data->imageData()).save(path, "PNG") ? path : QString();
}

void QueryDrops::paste()
{
    const auto *data = QGuiApplication::clipboard()->mimeData();
    if (!data)
        return;
    if (const auto file = fileOf(data); !file.isEmpty())
        Q_EMIT pictureGiven(file);
    else if (data->hasText() && !data->hasUrls())
        Q_EMIT textGiven(data->text().simplified());
}

bool QueryDrops::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_isEnabled || (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop))
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    if (!drop->mimeData()->hasImage() && localPicture(drop->mimeData()).isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        if (const auto file = fileOf(drop->mimeData()); !file.isEmpty())
            Q_EMIT pictureGiven(file);
    return true;
}

} // namespace aisle
