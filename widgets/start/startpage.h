#pragma once
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace aisle {

class TargetCard;

/// What one sees before a project is open: what Aisle is, three large targets, recent projects.
class StartPage : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    void refreshRecent();

Q_SIGNALS:
    void commandRequested(const QString &command); ///< "open", "import", "sample"
    void projectChosen(const QString &path);
    void projectForgotten(const QString &path);

private:
    void createWidgets();
    void layOut();
    void retranslate() override;

    QLabel *m_title;
    QLabel *m_summary;
    TargetCard *m_open;
    TargetCard *m_import;
    TargetCard *m_sample;
    QLabel *m_recentTitle;
    QWidget *m_recentBox;
    QVBoxLayout *m_recentLayout;
};

} // namespace aisle
