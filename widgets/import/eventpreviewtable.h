#pragma once
#include "core/transfer/recognition/preview.h"

#include <QTableWidget>

namespace aisle {

/// The first rows of a log as the events they become; a rejected row says why.
class EventPreviewTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit EventPreviewTable(QWidget *parent = nullptr);
    void show(const ImportPreview &preview);
    void clearRows();
    void retranslate();

private:
    void showRejected(int row, const PreviewedEvent &event);
    void showEvent(int row, const PreviewedEvent &event);
    void setText(int row, int column, const QString &text, bool isNumber = false);
};

} // namespace aisle
