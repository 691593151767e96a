#pragma once
#include "core/transfer/plan/importplan.h"
#include "core/transfer/recognition/preview.h"
#include "models/joblist.h"
#include "widgets/common/retranslated.h"

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

class QLabel;

namespace aisle {

class EventPreviewTable;
class ListPreviewTable;
struct ListPreview;

/// The first rows of a file as they would come in: as events, products or shoppers, and how many of them do not. Of a
/// log it counts on from there to far into the file.
class ImportPreviewPane : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    static constexpr std::int64_t kCountedRows = 3'000'000;

    explicit ImportPreviewPane(std::shared_ptr<JobPools> pools, QWidget *parent = nullptr);

    void show(const ImportFile &file);  ///< its rows take the place of those that are shown once they are read
    void clear(const ImportFile &file); ///< nothing of it can be shown (yet)
    bool isBusy() const;
    /// Of a log, as far as it was counted.
    const std::optional<ImportPreview> &counts() const { return m_counts; }

Q_SIGNALS:
    void counted(const aisle::ImportPreview &counts); ///< of the first rows, and again of all
    void failed(const aisle::Error &error);           ///< the log cannot be read so

protected:
    void changeEvent(QEvent *event) override;

private:
    void begin(const ImportFile &file);
    void readList();
    void countAll();
    void take(Outcome<ImportPreview> outcome, bool isCount);
    void retranslate() override;
    void showAgain();
    void sayTitle();

    static constexpr std::int64_t kPreviewRows = 20'000;
    static constexpr std::size_t kShownRows = 40;

    std::shared_ptr<JobPools> m_pools;
    std::optional<ImportFile> m_file;
    std::optional<ImportPreview> m_shown; ///< shown again when the language changes
    std::optional<ImportPreview> m_counts;
    std::shared_ptr<const ListPreview> m_list;
    Job<ImportPreview> m_previewing;
    Job<ImportPreview> m_counting;
    Job<std::shared_ptr<const ListPreview>> m_listing;
    QTimer m_countLater;

    QLabel *m_title;
    EventPreviewTable *m_events;
    ListPreviewTable *m_rows;
};

} // namespace aisle
