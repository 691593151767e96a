#pragma once
#include "widgets/common/retranslated.h"
#include "widgets/shell/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QToolButton;

namespace aisle {

/// What the window says without stopping anybody: one sentence, "Details", "Copy", perhaps one action. It lies over the
/// lower right edge of the page and moves nothing. Good news goes away by itself; failures stay until they are closed.
/// A newer notice replaces the older one, which stays in history().
class NoticeStrip : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit NoticeStrip(QWidget *parent = nullptr);

    void setOver(QWidget *page); ///< over whose lower right edge it lies, somewhere within the parent

    void show(const Notice &notice);
    void dismiss();
    const std::vector<Notice> &history() const { return m_history; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void retranslate() override;
    void sayNotice();
    void place();
    void tint();
    void offerUndo();
    QColor colour() const;

    static constexpr std::size_t kMaxHistory = 200;
    QPointer<QWidget> m_page;
    Notice m_notice;
    std::vector<Notice> m_history;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_second;
    QPushButton *m_third;
    QToolButton *m_details;
    QToolButton *m_copy;
    QToolButton *m_close;
    QPlainTextEdit *m_detailText;
    QTimer *m_timer;
};

} // namespace aisle
